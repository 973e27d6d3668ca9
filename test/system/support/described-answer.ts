import { allRoutes } from '#functions/service-description/all-routes.ts';

import type { WireAnswer } from './wire.ts';

/** What is wrong with the answer to a sound request, by the contract of its operation; undefined when nothing is. */
export function contradiction(operationId: string, answer: WireAnswer): string | undefined {
  const contract = allRoutes.find((route) => route.operationId === operationId);
  if (contract === undefined) return `no contract describes ${operationId}`;
  const { status, contentType, schema } = contract.response;
  if (answer.status !== status) return `answered ${answer.status}, not ${status}: ${answer.text}`;
  if (status === 303) return answer.headers.location === undefined ? 'leads nowhere' : undefined;
  // Whoever asks for JSON gets it where pages are answered, too; then the page's contract says nothing of the body.
  const type = answer.headers['content-type'];
  if (type !== contentType && type !== 'application/json') return `is ${type}, not ${contentType}`;
  const parsed = schema?.safeParse(JSON.parse(answer.text));
  return parsed?.success === false ? parsed.error.message : undefined;
}
