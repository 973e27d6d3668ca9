import type { Finding, Weakening } from './finding.ts';
import { holdingOf } from './holdings.ts';
import type { Templates } from './read-templates.ts';
import { rulesByType } from './rules/rules-by-type.ts';
import { replacementBy } from './specification.ts';
import { referencesIn, same, text, type Resource, type Template } from './template.ts';

/** How well a policy keeps a resource when its stack lets go of it; CloudFormation deletes unless it is told otherwise. */
const keeping: Readonly<Record<string, number>> = {
  Retain: 2,
  RetainExceptOnCreate: 2,
  Snapshot: 1,
  Delete: 0,
};

/**
 * Every change between two sets of templates that destroys something which people rely on, or takes away what kept it
 * from being destroyed. A stack that is new destroys nothing.
 */
export function findDestructiveChanges(before: Templates, after: Templates): Finding[] {
  return [...before].flatMap(([stack, old]) => {
    const now = after.get(stack);
    if (now !== undefined) return compareStacks(stack, old, now);
    return holds(stack, old)
      ? [
          {
            stack,
            resource: '*',
            type: 'stack',
            change: 'stackMissing' as const,
            loses: 'nobody looks after the stack any more; if it is deleted, all that it holds',
          },
        ]
      : [];
  });
}

function holds(stack: string, { Resources }: Template): boolean {
  return Object.values(Resources).some(({ Type }) => holdingOf(Type, stack) !== undefined);
}

function compareStacks(stack: string, before: Template, after: Template): Finding[] {
  const gone = newlyMade(before, after);
  return Object.entries(before.Resources).flatMap(([resource, old]) => {
    const loses = holdingOf(old.Type, stack);
    if (loses === undefined) return [];
    const now = after.Resources[resource];
    const found =
      now === undefined
        ? [removal(old, after, before)]
        : now.Type === old.Type
          ? [...replacements(old, now, gone), ...weakenings(old, now)]
          : [{ change: 'replaced' as const, property: 'Type', before: old.Type, after: now.Type }];
    return distinct(found).map((weakening) => ({ stack, resource, type: old.Type, loses, ...weakening }));
  });
}

function removal(old: Resource, after: Template, before: Template): Weakening {
  const kept = keepingOf(old.DeletionPolicy) > 0;
  const fate = kept ? 'left behind, outside of the stack' : 'deleted';
  const [successor] =
    Object.entries(after.Resources).find(
      ([id, now]) =>
        !(id in before.Resources) && now.Type === old.Type && same(now.Properties, old.Properties),
    ) ?? [];
  return successor === undefined
    ? { change: 'removed', after: fate }
    : { change: 'renamed', after: `${successor}, empty; the old one is ${fate}` };
}

/** Logical ids whose resource goes and, where it comes again, is another one. */
function newlyMade(before: Template, after: Template): ReadonlySet<string> {
  const made = new Set<string>();
  for (let known = -1; known < made.size;) {
    known = made.size;
    for (const [id, old] of Object.entries(before.Resources)) {
      const now = after.Resources[id];
      if (
        now === undefined ||
        now.Type !== old.Type ||
        replacements(old, now, made).some(({ change }) => change === 'replaced')
      )
        made.add(id);
    }
  }
  return made;
}

/** Properties whose change makes CloudFormation put another resource in this one's place, or may. */
function replacements(old: Resource, now: Resource, made: ReadonlySet<string>): Weakening[] {
  const names = new Set([...Object.keys(old.Properties), ...Object.keys(now.Properties)]);
  return [...names].flatMap((property): Weakening[] => {
    const [was, is] = [old.Properties[property], now.Properties[property]];
    const byReference = !made.isDisjointFrom(referencesIn(was));
    if (same(was, is) && !byReference) return [];
    const difference = {
      property,
      before: text(was),
      after: same(was, is) ? `${text(is)}, which is another one` : text(is),
    };
    switch (replacementBy(old.Type, property)) {
      case 'yes':
        return [{ change: 'replaced', ...difference }];
      case 'no':
        return [];
      case 'maybe':
      case 'unknown':
        return [{ change: 'mayBeReplaced', ...difference }];
    }
  });
}

function weakenings(old: Resource, now: Resource): Weakening[] {
  const rules = Object.hasOwn(rulesByType, old.Type) ? (rulesByType[old.Type] ?? []) : [];
  return [
    ...(['DeletionPolicy', 'UpdateReplacePolicy'] as const)
      .filter((policy) => keepingOf(now[policy]) < keepingOf(old[policy]))
      .map((property): Weakening => ({
        change: 'keepingWeakened',
        property,
        before: text(old[property]),
        after: text(now[property]),
      })),
    ...(old.Condition === now.Condition
      ? []
      : [{ change: 'conditionChanged' as const, before: text(old.Condition), after: text(now.Condition) }]),
    ...rules.flatMap((rule) => rule(old.Properties, now.Properties)),
  ];
}

function keepingOf(policy: string | undefined): number {
  return (policy === undefined ? undefined : keeping[policy]) ?? 0;
}

/** What specification and rules both find is found once. */
function distinct(found: readonly Weakening[]): Weakening[] {
  const seen = new Map(found.map((weakening) => [text(weakening), weakening]));
  return [...seen.values()];
}
