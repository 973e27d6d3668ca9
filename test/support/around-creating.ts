import type { ItemStore, NewItem } from '#platform/store/item-store.ts';

/** Hooks around the commit of a transaction that creates an item of some kind. */
interface CommitHooks {
  readonly before?: () => Promise<void>;
  readonly after?: () => void;
}

/** Wraps a store so that it calls `hooks` around each commit which creates an item of that entity. */
export function aroundCreating(entity: NewItem['entity'], hooks: CommitHooks) {
  return (store: ItemStore): ItemStore => ({
    get: store.get.bind(store),
    query: store.query.bind(store),
    queryIndex: store.queryIndex.bind(store),
    transact: async (writes) => {
      const concerns = writes.some((write) => write.kind === 'create' && write.item.entity === entity);
      if (concerns) await hooks.before?.();
      await store.transact(writes);
      if (concerns) hooks.after?.();
    },
  });
}
