import type { CompiledExpression } from './expression.ts';

/** The parts of JSONata's syntax tree that are looked at here. */
interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly expressions?: readonly Node[];
  readonly expression?: Node;
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly body?: Node;
  readonly lhs?: Node | readonly (readonly Node[])[];
  readonly rhs?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
}

/** Steps that read from the context item, which an expression of a state machine does not have. */
const FROM_CONTEXT = ['name', 'wildcard', 'descendant', 'parent'];

/**
 * Why AWS refuses an expression that can be parsed: it reads from a context item, which there is none of, or it reads
 * `$states.errorOutput` outside of a Catcher. Only what stands at the top level is looked at, as AWS has it.
 */
export function expressionFaults(expression: CompiledExpression, inCatcher: boolean): string[] {
  const root = expression.parsed.ast() as unknown as Node;
  const faults = topLevelReferences(root).map(
    (name) => `Reference to '${name}' at the top level is not supported`,
  );
  if (!inCatcher && readsErrorOutput(root)) faults.push('$states.errorOutput is only there in a Catcher');
  return faults;
}

function topLevelReferences(node: Node | undefined): string[] {
  if (node === undefined) return [];
  switch (node.type) {
    case 'path': {
      const [first] = node.steps ?? [];
      if (first === undefined) return [];
      return FROM_CONTEXT.includes(first.type ?? '') ? [String(first.value)] : topLevelReferences(first);
    }
    case 'variable':
      return node.value === '' || node.value === '$' ? [`$${node.value}`] : [];
    case 'lambda':
      return topLevelReferences(node.body);
    case 'transform':
      return [];
    default:
      return parts(node).flatMap(topLevelReferences);
  }
}

/** The nodes that are evaluated with the same context item as the node itself. */
function parts(node: Node): Node[] {
  const { lhs = [] } = node;
  const left: readonly Node[] = isPairs(lhs) ? lhs.flat() : [lhs];
  const single = [node.expression, node.procedure, node.rhs, node.condition, node.then, node.else];
  return [...left, ...single, ...(node.expressions ?? []), ...(node.arguments ?? [])].filter(
    (part) => part !== undefined,
  );
}

function isPairs(lhs: Node['lhs']): lhs is readonly (readonly Node[])[] {
  return Array.isArray(lhs);
}

function readsErrorOutput(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(readsErrorOutput);
  const { type, steps = [] } = node as Node;
  const [first, second] = steps;
  const named = first?.type === 'variable' && first.value === 'states' && second?.value === 'errorOutput';
  return (type === 'path' && named) || Object.values(node).some(readsErrorOutput);
}
