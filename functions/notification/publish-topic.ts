import { attempt } from './attempt.ts';
import { claimWrites, topicDraft } from './claim.ts';
import { loadLeg, type LegIds, type NotificationPorts } from './leg-view.ts';
import { nextLegStep } from './next-leg-step.ts';
import { publishClaims } from './publish-claims.ts';
import { settleClaims } from './settle-claims.ts';

/**
 * Publishes to everybody who subscribed to the station's topic, once. Does nothing when that is not (or no longer) due.
 * @throws BusyError when other writers kept winning
 */
export async function publishTopic(ports: NotificationPorts, ids: LegIds): Promise<void> {
  const claimedAt = ports.elapsed();
  const claims = await attempt(async () => {
    const at = ports.clock.now();
    const view = await loadLeg(ports, ids);
    // What follows makes no difference to whether the topic is due.
    const prospects = { levels: 1, heard: false };
    const next = nextLegStep(view.state, view.notification.body, view.leg, prospects, at);
    if (next.do !== 'publishTopic') return [];
    const { settled } = await settleClaims(ports, view, at);
    const draft = topicDraft(ports, view, at);
    await ports.store.transact(claimWrites(view, { topicDue: false, settled }, [draft]));
    return [draft];
  });
  await publishClaims(ports, ids, claims, claimedAt);
}
