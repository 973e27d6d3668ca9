/** What a process that was killed does not live to see. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * Kills at one step: each call of a port is two steps, before it has an effect and after it had one, when the caller hears no more
 * of it. From then on nothing answers.
 */
export class Kill {
  #left: number;

  /** @param steps how many steps are lived to see */
  constructor(steps: number) {
    this.#left = steps;
  }

  /** Whether all that was to be done was done before it came to that. */
  get survived(): boolean {
    return this.#left >= 0;
  }

  /** The port, as far as the process lives. */
  around<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return async (...values: unknown[]) => {
          this.#step();
          const result: unknown = await Reflect.apply(member, target, values);
          this.#step();
          return result;
        };
      },
    });
  }

  #step(): void {
    this.#left--;
    if (this.#left < 0) throw new Killed();
  }
}
