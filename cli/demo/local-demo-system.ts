import type { LocalSystem } from '#local/system/local-system.ts';

import type { DemoSystem } from './demo-system.ts';

/** The local system as the demo sees it. */
export function localDemoSystem(system: LocalSystem): DemoSystem {
  return {
    url: system.url,
    tokenFor: (officerId) => system.issuer.tokenFor(officerId),
    messages: () => system.outbox.messages,
    setUnreachable: (telephone, unreachable) => {
      if (unreachable) system.outbox.failFor(telephone);
      else system.outbox.recoverFor(telephone);
    },
    now: () => new Date(system.now()),
    advance: (seconds) => system.advance(seconds * 1000),
    settle: () => system.settle(),
  };
}
