import { closeHits } from '#functions/registry-hit/close-hits.ts';
import { registryHitHandlers } from '#functions/registry-hit/handlers.ts';
import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { registryHitRoutes } from '#functions/registry-hit/routes.ts';
import { compareResident } from '#functions/registry/matching/compare.ts';
import { pairSchema } from '#functions/registry/matching/pair.ts';
import { noticeDetailsSchema } from '#functions/registry/model/notice.ts';
import { pairKey } from '#functions/registry/store/keys.ts';
import { changeNotice, issueNotice } from '#functions/registry/store/notice-command.ts';
import { registerResident } from '#functions/registry/store/resident-command.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { caseListPartition } from '#platform/case/case.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { apiCaller, type ApiCall } from '#test/functions/platform/http/api-call.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';
import { InProcessStationSigner } from '#test/support/station-signer.ts';

const by = { actor: officer('qianqing', 'dutyOfficer'), action: 'test' } as const;

/** A resident of Qianqing who may be wanted, as the comparison has found them. */
export class HitScene {
  readonly platform = { ...registryPlatform(), signer: new InProcessStationSigner() };
  readonly resident = inventedResident({
    name: '程立峰',
    birthDate: '1985-03-17',
    telephones: ['13900000815'],
    registrations: [
      {
        address: '虚构镇示例路8号',
        from: '2026-01-01',
        housing: 'rented',
        landlord: { name: '房东示例' },
        reportedBy: 'self',
      },
    ],
    work: [{ employer: '虚构制衣厂', from: '2026-01-01' }],
    permit: { number: 'JZ-0815', issuedOn: '2026-07-01', validTo: '2027-07-01' },
  });
  residentId = '';
  noticeId = '';
  caseId = '';
  #keys = 0;

  static async open(): Promise<HitScene> {
    const scene = new HitScene();
    const { platform } = scene;
    const reply = await registerResident(platform, {
      ...by,
      partnershipId: PARTNERSHIP,
      owningStationId: 'qianqing',
      details: scene.resident,
      idempotency: idempotencyOf('test', 'resident', 0),
    });
    scene.residentId = String(reply?.body['residentId']);
    const issued = await issueNotice(
      platform,
      PARTNERSHIP,
      noticeDetailsSchema.parse({
        number: 'TJ-2026-0815',
        name: '程立峰',
        birthDate: '1985-03-12',
        offence: '盗窃',
        issuedBy: '演示市公安局',
        issuedOn: '2026-10-01',
      }),
      { ...by, idempotency: idempotencyOf('test', 'notice', 0) },
    );
    scene.noticeId = String(issued?.body['noticeId']);
    await scene.compare();
    const { items } = await platform.store.queryIndex(
      'gsi1',
      caseListPartition(PARTNERSHIP, 'OPEN'),
      hitCaseSchema,
    );
    scene.caseId = items[0]?.body.caseId ?? '';
    return scene;
  }

  compare(): Promise<void> {
    const openHit = (hit: Parameters<typeof hitOpening>[1], at: Date) => hitOpening(this.platform, hit, at);
    const { residentId } = this;
    return compareResident({ ...this.platform, openHit }, { partnershipId: PARTNERSHIP, residentId });
  }

  async withdrawNotice(): Promise<void> {
    const { noticeId } = this;
    await changeNotice(this.platform, {
      ...by,
      partnershipId: PARTNERSHIP,
      noticeId,
      decide: () => ({ change: { status: 'withdrawn' }, event: { type: 'withdrawn', data: {} } }),
    });
    await closeHits(this.platform, { partnershipId: PARTNERSHIP, noticeId });
  }

  call(
    operation: keyof typeof registryHitRoutes,
    actor: OfficerActor,
    { headers, ...given }: Pick<ApiCall, 'json' | 'query' | 'headers'> = {},
  ) {
    const handlers = registryHitHandlers(this.platform);
    return apiCaller(
      this.platform,
      registryHitRoutes,
      handlers,
    )(operation, {
      actor,
      parameters: { caseId: this.caseId },
      headers: { 'idempotency-key': `registry-hit-${this.#keys++}`, ...headers },
      ...given,
    });
  }

  verdict(actor: OfficerActor, verdict: string, more: object = {}) {
    return this.call('giveVerdict', actor, { json: { verdict, checkedBy: ['document'], ...more } });
  }

  async state(): Promise<HitCase> {
    const found = await loadCase(this.platform, this.caseId, hitCaseSchema);
    if (found === undefined) throw new Error('The hit is gone.');
    return found;
  }

  async pairStatus(): Promise<string | undefined> {
    const key = pairKey(PARTNERSHIP, this.noticeId, this.residentId);
    return (await this.platform.store.get(key, pairSchema))?.body.status;
  }
}
