import type { SharedTime } from '#local/lambda/shared-time.ts';

/**
 * Makes `Date` of this thread tell `time`. Must be called before the function's bundle is loaded, so that the very
 * same bundle runs under real, scaled and virtual time. Timers (`setTimeout`) stay real: they bound work, not waiting.
 */
export function patchDate(time: SharedTime): void {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now.bind(RealDate);
  const now = (): number => time.now(realNow());
  const patched = new Proxy(RealDate, {
    construct: (target, parameters: unknown[], newTarget): object =>
      Reflect.construct(target, parameters.length === 0 ? [now()] : parameters, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property, receiver): unknown =>
      property === 'now' ? now : Reflect.get(target, property, receiver),
  });
  RealDate.prototype.constructor = patched;
  globalThis.Date = patched;
}
