import { at, list, same, text, type Properties } from '../template.ts';
import type { Change, Weakening } from '../finding.ts';

/** Compares the properties of a resource before and after. */
export type Rule = (before: Properties, after: Properties) => readonly Weakening[];

/** Finds that a property had `value` and has it no more. */
export function noLonger(change: Change, property: string, value: unknown): Rule {
  return (before, after) =>
    same(at(before, property), value) && !same(at(after, property), value)
      ? [changed(change, property, before, after)]
      : [];
}

/** Finds that a property which said something says something else, or nothing. */
export function altered(change: Change, property: string): Rule {
  return (before, after) =>
    at(before, property) !== undefined && !same(at(before, property), at(after, property))
      ? [changed(change, property, before, after)]
      : [];
}

/** Finds that a property says anything else than before, even where it said nothing: what was left open is settled. */
export function changedAtAll(change: Change, property: string): Rule {
  return (before, after) =>
    same(at(before, property), at(after, property)) ? [] : [changed(change, property, before, after)];
}

/** Finds that a number was lowered. `absent`: what holds when the property is left out. */
export function lowered(change: Change, property: string, absent: number): Rule {
  return (before, after) => {
    const [was, is] = [numberAt(before, property, absent), numberAt(after, property, absent)];
    const unchanged = same(at(before, property), at(after, property));
    // What is computed at deployment cannot be compared: if it changes at all, somebody must look.
    return !unchanged && (Number.isNaN(was) || Number.isNaN(is) || is < was)
      ? [changed(change, property, before, after)]
      : [];
  };
}

/** Finds that an entry of a list, known by `name`, is gone or says something else. */
export function entryLost(change: Change, property: string, name: string): Rule {
  return (before, after) =>
    list(at(before, property)).flatMap((entry) => {
      const called = at(entry, name);
      const now = list(at(after, property)).find((other) => same(at(other, name), called));
      return same(entry, now)
        ? []
        : [
            {
              change,
              property: `${property}.${typeof called === 'string' ? called : text(called)}`,
              before: text(entry),
              after: text(now),
            },
          ];
    });
}

/** What a rule finds at one property. */
export function changed(change: Change, property: string, before: Properties, after: Properties): Weakening {
  return { change, property, before: text(at(before, property)), after: text(at(after, property)) };
}

function numberAt(properties: Properties, property: string, absent: number): number {
  const value = at(properties, property);
  return value === undefined ? absent : typeof value === 'number' ? value : Number.NaN;
}
