import type { OutboxMessage } from '#cli/demo/demo-system.ts';

/** What stands in for the telephones and mailboxes of officers and stations. */
export interface Telephones {
  /** Everything received so far, in the order in which it was seen. */
  received(): Promise<readonly OutboxMessage[]>;
  /** Makes messages to a telephone fail; absent where that cannot be had. */
  readonly setUnreachable?: (telephone: string, unreachable: boolean) => void;
  /** Takes away what was put up for it. */
  close(): Promise<void>;
}

/** Several stand-ins as one: those for direct messages and those for the stations' topics. */
export function allTelephones(parts: readonly Telephones[]): Telephones {
  const seen: OutboxMessage[] = [];
  const taken = new Map<Telephones, number>();
  const setUnreachable = parts.find((part) => part.setUnreachable !== undefined)?.setUnreachable;
  return {
    received: async () => {
      for (const part of parts) {
        const messages = await part.received();
        seen.push(...messages.slice(taken.get(part) ?? 0));
        taken.set(part, messages.length);
      }
      return [...seen];
    },
    ...(setUnreachable === undefined ? {} : { setUnreachable }),
    close: async () => {
      for (const part of parts) await part.close();
    },
  };
}
