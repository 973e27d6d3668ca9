/** States of the chain that is measured; each is entered and left once in an execution. */
export const chainLength = 50;

/** What each state of the chain works out, where it works anything out. */
export const countingExpression = '{"n": $states.input.n + 1}';

/** What an execution of the chain starts with. */
export const chainInput = { n: 0 };

type PassState = { Type: 'Pass'; Output?: string } & ({ Next: string } | { End: true });

/** A chain of Pass states without a query language: any engine can run it. */
export function plainChain() {
  return { StartAt: 'State0', States: passStates() };
}

/** The same chain for an engine of JSONata machines; with `counting`, each state evaluates the counting expression. */
export function jsonataChain(options: { readonly counting: boolean }) {
  const output = options.counting ? `{% ${countingExpression} %}` : undefined;
  return { QueryLanguage: 'JSONata', StartAt: 'State0', States: passStates(output) };
}

function passStates(output?: string): Record<string, PassState> {
  const names = Array.from({ length: chainLength }, (_, index) => `State${index}`);
  return Object.fromEntries(
    names.map((name, index): [string, PassState] => {
      const next = names[index + 1];
      const transition = next === undefined ? ({ End: true } as const) : { Next: next };
      return [
        name,
        { Type: 'Pass' as const, ...(output !== undefined && { Output: output }), ...transition },
      ];
    }),
  );
}
