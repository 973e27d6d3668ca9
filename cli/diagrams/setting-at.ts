/**
 * The value at a path of the configuration, `timers.ladder[].limitSeconds`; of a list, the value in each of its entries.
 * @throws Error when the configuration has no such setting
 */
export function settingAt(configuration: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, step) => {
    const name = step.replace(/\[\]$/, '');
    const found = Array.isArray(value)
      ? value.map((entry) => memberOf(entry, name, path))
      : memberOf(value, name, path);
    if (step.endsWith('[]') && !Array.isArray(found)) throw new Error(`"${name}" of "${path}" is no list.`);
    return found;
  }, configuration);
}

function memberOf(value: unknown, name: string, path: string): unknown {
  const members = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  if (!members.has(name)) throw new Error(`The configuration has no "${path}".`);
  return members.get(name);
}
