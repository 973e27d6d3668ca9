import { requestBodyLimit, type HttpApi } from '#local/http-api/http-api.ts';
import { answerIssuer, issuerPath } from '#local/issuer/issuer-endpoint.ts';
import type { DevelopmentIssuer } from '#local/issuer/issuer.ts';
import { outboxPage } from '#local/outbox/outbox-page.ts';
import type { Outbox } from '#local/outbox/outbox.ts';
import type { LoopbackHandler, LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';

/** What answers at the system's address. */
export interface ApiFront {
  /** Undefined when the templates have no HTTP API. */
  readonly api: HttpApi | undefined;
  readonly issuer: DevelopmentIssuer;
  readonly outbox: Outbox;
}

const notFound: LoopbackResponse = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Not Found"}',
};

/**
 * Answers at the system's address. The identity provider and the telephones and mailboxes are outside the templates,
 * so they have their own paths (`/issuer`, `/outbox`); everything else is for the HTTP API of the template.
 */
export function apiFront({ api, issuer, outbox }: ApiFront): LoopbackHandler {
  return {
    bodyLimit: requestBodyLimit,
    tooLarge: (request) => api?.tooLarge(request) ?? notFound,
    async handle(request) {
      if (request.path === issuerPath || request.path.startsWith(`${issuerPath}/`))
        return answerIssuer(request, issuer);
      const message = outboxAnswer(request, outbox);
      return message ?? api?.handle(request) ?? notFound;
    },
  };
}

function outboxAnswer({ method, path }: LoopbackRequest, outbox: Outbox): LoopbackResponse | undefined {
  switch (`${method} ${path}`) {
    case 'GET /outbox':
      return {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: outboxPage(outbox.messages),
      };
    case 'GET /outbox.json':
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(outbox.messages),
      };
    default:
      return undefined;
  }
}
