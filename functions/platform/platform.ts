import type { Clock } from './clock.ts';
import type { Deployment } from './deployment/deployment.ts';
import type { ItemStore } from './store/item-store.ts';

/** What every use case is given; built once per cold start. */
export interface Platform {
  readonly store: ItemStore;
  readonly clock: Clock;
  readonly deployment: Deployment;
}
