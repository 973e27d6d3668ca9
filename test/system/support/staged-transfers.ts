import { requiredDocuments } from '#cli/demo/scenes/february-theft/checklist.ts';

import type { Stage } from './stage.ts';
import { StagedCases } from './staged-cases.ts';
import { IDENTITY_NUMBER } from './staged-investigations.ts';
import { rosterOfficer } from './test-officer.ts';

/** The one thing that goes with the suspects of a stage. */
export const THING = { itemId: 'P-1', description: '灰色双肩包', quantity: 1, sealed: true };

/** Transfers of suspects whom Qianqing holds and Yaqian is to have. */
export class StagedTransfers extends StagedCases {
  constructor(stage: Stage) {
    super(stage, '/v1/transfers');
  }

  /** Somebody who is held, with every member that can be given but the investigation. */
  held() {
    return {
      severity: 'urgent',
      drill: false,
      suspect: {
        name: '欧阳试演',
        sex: 'male',
        born: '1990-01-01',
        identityNumber: IDENTITY_NUMBER,
        description: '戴黑色鸭舌帽',
      },
      legalGrounds: { text: '涉嫌盗窃', documentNumber: '柯公（钱）立字〔2027〕1号' },
      measure: 'summons',
      measureDocument: '柯公（钱）传字〔2027〕1号',
      deprivedOfLibertyAt: this.stage.earlier(),
    };
  }

  /** A transfer that Qianqing has opened. */
  preparing(): Promise<string> {
    return this.openedBy(this.qianqing, this.held());
  }

  /** A transfer that only waits for the chiefs to be asked. */
  async prepared(): Promise<string> {
    const caseId = await this.preparing();
    await this.add(this.qianqing, caseId, 'documents', { documents: requiredDocuments() });
    await this.examine(caseId);
    await this.add(this.qianqing, caseId, 'property', { items: [THING] });
    await this.add(this.qianqing, caseId, 'escort-risks', { level: 'low', notes: '途中不停车' });
    return caseId;
  }

  /** Records that the suspect may travel. */
  async examine(caseId: string): Promise<void> {
    const examination = { by: '值班医生', condition: 'fit', findings: '未见外伤' };
    await this.add(this.qianqing, caseId, 'health-check', examination);
  }

  /** A transfer that waits for both chiefs. */
  async awaitingApproval(): Promise<string> {
    const caseId = await this.prepared();
    await this.decide(this.qianqing, caseId, 'approval-request', {});
    return caseId;
  }

  /** A transfer that both chiefs have approved. */
  async approved(): Promise<string> {
    const caseId = await this.awaitingApproval();
    for (const chief of ['yaqian-chief', 'qianqing-chief'])
      await this.decide(rosterOfficer(chief), caseId, 'approval', { decision: 'approve' });
    return caseId;
  }

  /** A transfer whose stations are about to meet. */
  async appointed(): Promise<string> {
    const caseId = await this.approved();
    const at = this.soon();
    await this.decide(this.qianqing, caseId, 'appointment', { at, place: '界牌岗亭' });
    return caseId;
  }

  /** A transfer in the midst of its handover. */
  async handingOver(): Promise<string> {
    const caseId = await this.appointed();
    await this.decide(this.qianqing, caseId, 'release', {});
    return caseId;
  }

  /** A transfer whose suspect has escaped. */
  async escaped(): Promise<string> {
    const caseId = await this.preparing();
    await this.add(this.qianqing, caseId, 'escape', { place: '卫生院门口' });
    return caseId;
  }

  /** A transfer whose suspect is in hospital and may be moved again. */
  async hospitalised(): Promise<string> {
    const caseId = await this.preparing();
    await this.add(this.qianqing, caseId, 'medical-emergency', { hospital: '钱清镇卫生院' });
    await this.examine(caseId);
    return caseId;
  }

  /** A transfer that was given up. */
  async cancelled(): Promise<string> {
    const caseId = await this.preparing();
    await this.decide(this.qianqing, caseId, 'cancellation', { reason: '改由钱清办理' });
    return caseId;
  }

  /** A moment in half an hour. */
  soon(): string {
    return new Date(this.stage.system.now() + 1_800_000).toISOString();
  }
}
