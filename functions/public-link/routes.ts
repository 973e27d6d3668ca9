import * as z from 'zod';

import type { RouteContract } from '#platform/http/route.ts';

/**
 * Wider than a token is, so that a link which was cut off on the way to a telephone is answered by a page that says
 * what to do. 128 random bits cannot be guessed: the HTTP API's throttling is all that unknown tokens need.
 */
const tokenSchema = z.string().regex(/^[\w-]{1,64}$/, 'is not a link of this system');

const parameters = z.object({ token: tokenSchema });
const query = z.strictObject({});

/** Longest note on a task, as in the officers' API. */
const MAX_NOTE_CHARACTERS = 500;

/** Public routes of the links that go out by SMS. Both answer JSON to clients that ask for it (`Accept`). */
export const publicLinkRoutes = {
  openLink: {
    operationId: 'openLink',
    method: 'GET',
    path: '/l/{token}',
    access: 'public',
    summary: { 'zh-CN': '打开短信链接', en: 'What a link in an SMS leads to; changes nothing' },
    parameters,
    query,
    changes: false,
    decides: false,
    response: {
      status: 200,
      contentType: 'text/html; charset=utf-8',
      description: 'A page with the alert or the task, and the button or form to answer it',
    },
    problems: [410],
  },
  useLink: {
    operationId: 'useLink',
    method: 'POST',
    path: '/l/{token}',
    access: 'public',
    summary: { 'zh-CN': '通过短信链接确认或回报', en: 'Acknowledge the alert, or report the task, once' },
    parameters,
    query,
    body: z.strictObject({
      /** Only, and always, for a task. */
      finding: z.enum(['nothing', 'something']).optional(),
      note: z.string().max(MAX_NOTE_CHARACTERS).optional(),
    }),
    form: true,
    changes: true,
    decides: false,
    response: {
      status: 200,
      contentType: 'text/html; charset=utf-8',
      description: 'A page that says who answered and when',
    },
    problems: [409, 410, 413, 415, 422, 428, 503],
  },
} as const satisfies Record<string, RouteContract>;
