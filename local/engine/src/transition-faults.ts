import type { Scope, State } from './definition.ts';

/** Where a state can go next within its scope. */
function targets(state: State): string[] {
  const found: (string | undefined)[] = [];
  if ('next' in state) found.push(state.next);
  if (state.type === 'Choice') found.push(state.default, ...state.rules.map((rule) => rule.next));
  if ('catch' in state) found.push(...state.catch.map((catcher) => catcher.next));
  return found.filter((name) => name !== undefined);
}

/** Whether the states of a scope can end with a state. */
function isTerminal(state: State): boolean {
  return state.type === 'Succeed' || state.type === 'Fail' || ('next' in state && state.next === undefined);
}

/** Names each transition of a scope that leads nowhere, each state that none leads to, and a scope that cannot end. */
export function transitionFaults(scope: Scope): string[] {
  const faults: string[] = [];
  if (!scope.states.has(scope.startAt))
    faults.push(`${scope.where}, field StartAt: there is no state '${scope.startAt}'`);
  const reached = new Set([scope.startAt]);
  for (const name of reached) {
    const state = scope.states.get(name);
    for (const target of state === undefined ? [] : targets(state)) {
      if (scope.states.has(target)) reached.add(target);
      else faults.push(`state '${name}', field Next: there is no state '${target}' beside it`);
    }
  }
  for (const name of scope.states.keys()) {
    if (!reached.has(name)) faults.push(`state '${name}': no transition leads to it`);
  }
  if (faults.length === 0 && ![...scope.states.values()].some(isTerminal))
    faults.push(`${scope.where}, field States: no state ends it`);
  return faults;
}
