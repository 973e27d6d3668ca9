import { describe, expect, it } from 'vitest';

import { requireSmsInOutbox, requireSmsStayHere } from '#cli/local-sms.ts';

const provider = { type: 'http', url: 'https://sms.example/v1?key=x', timeoutMs: 5_000 } as const;
const here = { ...provider, url: 'http://127.0.0.1:8160/sms' } as const;

describe('a system on this machine', () => {
  it('stops at a provider that reaches real telephones, naming the field and what is possible', () => {
    expect(() => requireSmsStayHere(provider)).toThrow(/^sms\.url leads to sms\.example, .*"sns"/);
  });

  it.each([here, { type: 'sns' } as const, { type: 'capture' } as const])('runs with $type $url', (sms) => {
    expect(() => requireSmsStayHere(sms)).not.toThrow();
  });
});

describe('the demo', () => {
  it.each([here, { type: 'capture' } as const])(
    'stops at $type: it would wait for telephones in vain',
    (sms) => {
      expect(() => requireSmsInOutbox(sms)).toThrow(/^sms\.type is .*outbox/);
    },
  );

  it('plays with SNS', () => {
    expect(() => requireSmsInOutbox({ type: 'sns' })).not.toThrow();
  });
});
