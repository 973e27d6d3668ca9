import type { Scope, State } from './definition.ts';
import type { Template } from './template.ts';

/**
 * Names each variable that a branch or processor assigns although a scope around it does too: AWS refuses it, since a
 * scope can read the variables around it and not change them.
 */
export function variableFaults(scope: Scope, outer: ReadonlySet<string> = new Set()): string[] {
  const faults: string[] = [];
  const own = new Set<string>();
  for (const state of scope.states.values()) {
    for (const variable of assigned(state)) {
      own.add(variable);
      if (outer.has(variable))
        faults.push(`state '${state.name}', field Assign/${variable}: a scope around it assigns it too`);
    }
  }
  const visible = new Set([...outer, ...own]);
  for (const state of scope.states.values()) {
    for (const inner of innerScopes(state)) faults.push(...variableFaults(inner, visible));
  }
  return faults;
}

function innerScopes(state: State): readonly Scope[] {
  if (state.type === 'Parallel') return state.branches;
  return state.type === 'Map' ? [state.processor] : [];
}

function assigned(state: State): string[] {
  const templates: (Template | undefined)[] = [];
  if ('assign' in state) templates.push(state.assign);
  if ('catch' in state) templates.push(...state.catch.map(({ assign }) => assign));
  if (state.type === 'Choice') templates.push(...state.rules.map(({ assign }) => assign));
  return templates.flatMap(variables);
}

function variables(template: Template | undefined): string[] {
  if (template?.kind === 'object') return template.members.map(([name]) => name);
  return template?.kind === 'literal' ? Object.keys(template.value ?? {}) : [];
}
