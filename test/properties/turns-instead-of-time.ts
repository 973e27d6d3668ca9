/**
 * In place of `node:timers/promises`: a command that met another one waits for a turn of the event loop, not for a random time,
 * so that a course goes alike each time it is played, and quickly.
 */
export function setTimeout(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
