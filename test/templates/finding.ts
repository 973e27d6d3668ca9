import type { AcceptedFinding } from '#infra/accepted-findings/accepted-finding.ts';

/** What a checker found in a template. */
export interface Finding {
  /** As the checker names it. */
  readonly rule: string;
  /** Construct path without the names of deployment and stage: `stateless/Apis/duty-api`. */
  readonly resource: string;
  /** Which of several findings of the rule on this resource; may be empty. */
  readonly detail: string;
  /** In the checker's words. */
  readonly message: string;
}

/** The findings that nobody accepts, one line each. */
export function unaccepted(findings: readonly Finding[], accepted: readonly AcceptedFinding[]): string[] {
  const open = findings.filter((finding) => !accepted.some((acceptance) => accepts(acceptance, finding)));
  return open
    .map(
      ({ rule, resource, detail, message }) =>
        `${rule} on ${resource}${detail && ` [${detail}]`}: ${message}`,
    )
    .toSorted();
}

/** The acceptances, resource by resource, that meet no finding any more, one line each. */
export function stale(findings: readonly Finding[], accepted: readonly AcceptedFinding[]): string[] {
  return accepted.flatMap((acceptance) =>
    acceptance.on
      .filter((resource) => !findings.some((finding) => accepts({ ...acceptance, on: [resource] }, finding)))
      .map(
        (resource) => `${acceptance.rule} on ${resource}${acceptance.detail ? ` ${acceptance.detail}` : ''}`,
      ),
  );
}

function accepts({ rule, on, detail }: AcceptedFinding, finding: Finding): boolean {
  return (
    rule === finding.rule &&
    on.some((pattern) => patternOf(pattern).test(finding.resource)) &&
    (detail === undefined || detail.test(finding.detail))
  );
}

function patternOf(resource: string): RegExp {
  return new RegExp(
    `^${resource.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '[^/]*')}$`,
  );
}
