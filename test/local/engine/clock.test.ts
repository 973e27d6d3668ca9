import { RealClock, ScaledClock, VirtualClock } from '@border815/engine';
import { describe, expect, it } from 'vitest';

const settled = (): Promise<void> => Promise.resolve();

describe('VirtualClock', () => {
  it('stands still until it is turned, and starts now unless told otherwise', () => {
    const before = Date.now();
    const clock = new VirtualClock();
    expect(clock.now()).toBeGreaterThanOrEqual(before);
    expect(new VirtualClock(5).now()).toBe(5);
  });

  it('fires timers in the order of their instants, each at its own instant', async () => {
    const clock = new VirtualClock(0);
    const fired: [string, number][] = [];
    for (const [name, at] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['a2', 10],
    ] as const) {
      clock.setTimer(at, () => fired.push([name, clock.now()]));
    }
    await clock.advance(25, settled);
    expect(fired).toEqual([
      ['a', 10],
      ['a2', 10],
      ['b', 20],
    ]);
    expect(clock.now()).toBe(25);
    expect(clock.nextTimer()).toBe(30);
  });

  it('settles before the first timer, at each instant and at the end', async () => {
    const clock = new VirtualClock(0);
    clock.setTimer(10, () => undefined);
    clock.setTimer(20, () => undefined);
    const seen: number[] = [];
    await clock.advance(30, async () => void seen.push(clock.now()));
    expect(seen).toEqual([0, 10, 20, 30]);
  });

  it('fires on the way what settling has set, even at the very end', async () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    let set = false;
    await clock.advance(50, async () => {
      if (clock.now() === 50 && !set) {
        set = true;
        clock.setTimer(50, () => fired.push(clock.now()));
      }
    });
    expect(fired).toEqual([50]);
  });

  it('does not fire what was cancelled, be it by a timer of the same instant', async () => {
    const clock = new VirtualClock(0);
    const fired: string[] = [];
    let cancelSecond = (): void => undefined;
    clock.setTimer(10, () => {
      fired.push('first');
      cancelSecond();
    });
    cancelSecond = clock.setTimer(10, () => fired.push('second'));
    clock.setTimer(5, () => fired.push('cancelled'))();
    expect(clock.nextTimer()).toBe(10);
    await clock.advance(20, settled);
    expect(fired).toEqual(['first']);
    expect(clock.nextTimer()).toBeUndefined();
  });

  it('carries out overlapping turns one after the other', async () => {
    const clock = new VirtualClock(0);
    await Promise.all([clock.advance(10, settled), clock.advance(10, settled)]);
    expect(clock.now()).toBe(20);
  });

  it('goes on after a turn whose settling failed', async () => {
    const clock = new VirtualClock(0);
    await expect(clock.advance(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await clock.advance(10, settled);
    expect(clock.now()).toBe(10);
  });

  it('keeps a thousand timers in order', async () => {
    const clock = new VirtualClock(0);
    const fired: number[] = [];
    for (let index = 0; index < 1000; index += 1) {
      const at = (index * 7919) % 1009;
      clock.setTimer(at, () => fired.push(at));
    }
    await clock.advance(2000, settled);
    expect(fired).toHaveLength(1000);
    expect(fired).toEqual(fired.toSorted((a, b) => a - b));
  });
});

describe('ScaledClock', () => {
  it('lets time pass as much faster as it is told to', async () => {
    const clock = new ScaledClock(1000, 0);
    const fired = await new Promise<number>((resolve) => {
      clock.setTimer(20_000, () => resolve(clock.now()));
    });
    expect(fired).toBeGreaterThanOrEqual(20_000);
    expect(fired).toBeLessThan(20_000_000);
  });

  it('refuses a factor that would stop or reverse time', () => {
    expect(() => new ScaledClock(0)).toThrow(RangeError);
  });

  it('cancels, and waits for what lies further off than a timer of Node can', async () => {
    const clock = new RealClock();
    const fired: string[] = [];
    clock.setTimer(clock.now(), () => fired.push('cancelled'))();
    const cancelFar = clock.setTimer(clock.now() + 2 ** 40, () => fired.push('far'));
    await new Promise<void>((resolve) => {
      clock.setTimer(clock.now() + 5, resolve);
    });
    cancelFar();
    expect(fired).toEqual([]);
  });
});
