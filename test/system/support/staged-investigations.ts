import * as z from 'zod';

import { confirmedChecklist } from '#cli/demo/scenes/february-theft/checklist.ts';

import { AT_THE_BORDER, type Stage } from './stage.ts';
import { StagedCases } from './staged-cases.ts';
import { rosterOfficer } from './test-officer.ts';

/** A number with a valid check digit, of a region that does not exist. */
export const IDENTITY_NUMBER = '990000199001010017';

/** Who may read the restricted leads of a stage, besides their author. */
export const NAMED = { stationId: 'qianqing', officerId: 'qianqing-duty-1' };

/** Investigations of Yaqian's, with Qianqing. */
export class StagedInvestigations extends StagedCases {
  #letters = 0;

  constructor(stage: Stage) {
    super(stage, '/v1/investigations');
  }

  /** A matter with every member that can be given. */
  matter() {
    return {
      offence: {
        text: '店铺被撬',
        happenedAt: this.stage.earlier(),
        place: { description: '老街东段', point: AT_THE_BORDER },
      },
      suspect: {
        known: true,
        name: '欧阳试演',
        sex: 'male',
        born: '1990-01-01',
        identityNumber: IDENTITY_NUMBER,
        description: '戴黑色鸭舌帽',
      },
      facts: '店主清晨发现卷帘门被撬',
      legalBasis: { law: '中华人民共和国刑法', article: '第二百六十四条' },
    };
  }

  /** A letter that no declined request has used. */
  letter() {
    this.#letters += 1;
    return {
      letterNumber: `萧公（衙）协字〔2027〕${this.#letters}号`,
      approvingOfficerId: 'yaqian-deputy',
      note: '请予协作',
    };
  }

  /** A case that Yaqian has opened. */
  open(): Promise<string> {
    return this.openedBy(this.yaqian, { ...this.matter(), severity: 'urgent' });
  }

  /** A case whose request for cooperation waits for its answer. */
  async requested(): Promise<string> {
    const caseId = await this.open();
    await this.decide(this.yaqian, caseId, 'cooperation-request', this.letter());
    return caseId;
  }

  /** A case of which more was asked for. */
  async moreAsked(): Promise<string> {
    const caseId = await this.requested();
    const question = { decision: 'askForMore', question: '请补充车辆特征' };
    await this.decide(this.qianqing, caseId, 'cooperation-request/answer', question);
    return caseId;
  }

  /** A case that both stations investigate. */
  async investigating(): Promise<string> {
    const caseId = await this.requested();
    await this.decide(this.qianqing, caseId, 'cooperation-request/answer', { decision: 'accept' });
    return caseId;
  }

  /** A case whose suspect is located. */
  async located(): Promise<string> {
    const caseId = await this.investigating();
    await this.add(this.qianqing, caseId, 'location', { point: AT_THE_BORDER, place: '棋牌室' });
    return caseId;
  }

  /** A lead of Yaqian's. */
  async lead(caseId: string): Promise<string> {
    const lead = {
      kind: 'camera',
      source: '街口监控',
      text: '一男子骑电动车向东南离开',
      grading: { source: 'A', intelligence: 1, handling: 1 },
    };
    return z.string().parse((await this.add(this.yaqian, caseId, 'leads', lead))['leadId']);
  }

  /** A step in Qianqing's area that Qianqing asks for. */
  async step(caseId: string, kind: 'search' | 'arrest' = 'search'): Promise<string> {
    const step = {
      kind,
      target: '出租房',
      place: '永乐村12号',
      atStationId: 'qianqing',
      checklist: confirmedChecklist(kind),
    };
    return z.string().parse((await this.add(this.qianqing, caseId, 'steps', step))['stepId']);
  }

  /** A step that the chiefs of both stations have approved. */
  async approvedStep(caseId: string, kind: 'search' | 'arrest' = 'search'): Promise<string> {
    const stepId = await this.step(caseId, kind);
    for (const chief of ['yaqian-chief', 'qianqing-chief'])
      await this.decide(rosterOfficer(chief), caseId, `steps/${stepId}/approval`, { decision: 'approve' });
    return stepId;
  }

  /** A step of Qianqing's that could not wait for its papers. */
  async emergencyStep(caseId: string): Promise<string> {
    const step = {
      kind: 'seizure',
      target: '电动车',
      place: '永乐村12号楼下',
      atStationId: 'qianqing',
      reason: '有人正要转移',
      executedAt: this.stage.earlier(),
    };
    return z.string().parse((await this.add(this.qianqing, caseId, 'emergency-steps', step))['stepId']);
  }

  /** A closing without result, as one station proposes it and the other consents to it. */
  async closingOf(caseId: string, outcome = 'withoutResult') {
    return { outcome, contentVersion: z.int().parse((await this.view(caseId))['contentVersion']) };
  }

  /** A case that Yaqian has proposed to close. */
  async proposedToClose(outcome = 'withoutResult'): Promise<string> {
    const caseId = await this.investigating();
    const closing = await this.closingOf(caseId, outcome);
    await this.decide(rosterOfficer('yaqian-deputy'), caseId, 'closure', closing);
    return caseId;
  }

  /** A case that both stations have suspended. */
  async suspended(): Promise<string> {
    const caseId = await this.proposedToClose('suspended');
    const { contentVersion } = await this.closingOf(caseId);
    await this.decide(rosterOfficer('qianqing-deputy'), caseId, 'closure-consent', { contentVersion });
    return caseId;
  }
}
