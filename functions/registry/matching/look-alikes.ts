import groups from '#config/look-alike-characters.json' with { type: 'json' };

const groupsOf = new Map<string, Set<number>>();
for (const [index, group] of groups.entries())
  for (const character of Array.from(group)) {
    const present = groupsOf.get(character) ?? new Set<number>();
    groupsOf.set(character, present.add(index));
  }

/** Whether two characters are easily taken for each other, by `config/look-alike-characters.json`. */
export function lookAlike(a: string, b: string): boolean {
  const others = groupsOf.get(b);
  return others !== undefined && [...(groupsOf.get(a) ?? [])].some((group) => others.has(group));
}
