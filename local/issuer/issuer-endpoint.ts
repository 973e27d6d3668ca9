import * as z from 'zod';

import { UnknownOfficerError, type DevelopmentIssuer } from '#local/issuer/issuer.ts';
import { officersPage, tokenPage } from '#local/issuer/issuer-page.ts';
import type { LoopbackRequest, LoopbackResponse } from '#local/server/loopback-server.ts';

/** Where the issuer is found below the system's address. */
export const issuerPath = '/issuer';

const tokenRequestSchema = z.object({ officer: z.string().min(1) });

/** Answers for the development issuer: discovery, keys, tokens, and a page to choose an officer on. */
export async function answerIssuer(
  request: LoopbackRequest,
  issuer: DevelopmentIssuer,
): Promise<LoopbackResponse> {
  switch (`${request.method} ${request.path.slice(issuerPath.length)}`) {
    case 'GET ':
    case 'GET /':
      return htmlPage(officersPage(issuer.officers, issuerPath));
    case 'GET /.well-known/openid-configuration':
      return json(200, issuer.discovery);
    case 'GET /jwks':
      return json(200, issuer.keySet);
    case 'POST /token':
      return answerToken(request, issuer);
    default:
      return json(404, { message: 'Not Found' });
  }
}

async function answerToken(request: LoopbackRequest, issuer: DevelopmentIssuer): Promise<LoopbackResponse> {
  const fromForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const body: unknown = fromForm
    ? Object.fromEntries(new URLSearchParams(request.body.toString()))
    : parsed(request.body.toString());
  const asked = tokenRequestSchema.safeParse(body);
  if (!asked.success) return json(400, { error: 'invalid_request', error_description: 'Say which officer.' });
  try {
    const token = await issuer.tokenFor(asked.data.officer);
    if (fromForm) return htmlPage(tokenPage(asked.data.officer, token, issuerPath));
    return json(200, { access_token: token, token_type: 'Bearer' });
  } catch (error) {
    if (!(error instanceof UnknownOfficerError)) throw error;
    return json(400, { error: 'invalid_grant', error_description: error.message });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function json(status: number, body: object): LoopbackResponse {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}

function htmlPage(body: string): LoopbackResponse {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body,
  };
}
