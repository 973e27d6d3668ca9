import type { DomainError } from '#platform/errors.ts';

/** Prefix of problem types; the slugs behind it never change. */
export const PROBLEM_TYPE_PREFIX = 'urn:border815:problem:';

/** An RFC 9457 problem document. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

const titles: Readonly<Record<number, readonly [zh: string, en: string]>> = {
  400: ['请求内容有误', 'The request is invalid'],
  403: ['无权进行此操作', 'Not allowed'],
  404: ['未找到', 'Not found'],
  409: ['当前状态不允许此操作', 'Not possible in the present state'],
  410: ['已失效', 'No longer valid'],
  412: ['案件已被更新，请重新读取', 'The case has changed since it was read'],
  413: ['内容过大', 'Too large'],
  415: ['不支持的内容类型', 'Unsupported content type'],
  422: ['幂等键已用于其他请求', 'The idempotency key was used for something else'],
  428: ['缺少必需的请求头', 'A required header is missing'],
  429: ['请求过于频繁', 'Too many requests'],
  500: ['系统内部错误', 'Internal error'],
  503: ['系统繁忙，请用同一幂等键重试', 'Busy, send it again with the same key'],
};

/** The problem document of an expected refusal. */
export function problemOf(error: DomainError, acceptLanguage: string): Problem {
  return {
    ...error.extension,
    type: `${PROBLEM_TYPE_PREFIX}${error.slug}`,
    title: titleOf(error.status, acceptLanguage),
    status: error.status,
    detail: error.message,
  };
}

/** The problem document of a fault: says nothing of its cause, which is in the log under `requestId`. */
export function faultProblem(requestId: string, acceptLanguage: string): Problem {
  return {
    type: `${PROBLEM_TYPE_PREFIX}internal`,
    title: titleOf(500, acceptLanguage),
    status: 500,
    detail: 'The request was not carried out, or it may be repeated with the same Idempotency-Key.',
    requestId,
  };
}

function titleOf(status: number, acceptLanguage: string): string {
  const [zh, en] = titles[status] ?? ['请求未完成', 'The request was not carried out'];
  return /^\s*en\b/i.test(acceptLanguage) ? en : zh;
}
