import { requiredDocuments } from '#cli/demo/scenes/february-theft/checklist.ts';

import type { CanaryCage } from './canaries.ts';
import type { Stage } from './stage.ts';
import { StagedTransfers } from './staged-transfers.ts';
import { rosterOfficer } from './test-officer.ts';

/** Plays a transfer that was opened to its end, with a canary in every field that can hold personal data. */
export async function playCanaryTransfer(stage: Stage, cage: CanaryCage, caseId: string): Promise<void> {
  const cases = new StagedTransfers(stage);
  await incidents(cases, cage, caseId);
  await prepare(cases, cage, caseId);
  await meet(cases, cage, caseId);
  await cases.decide(cases.yaqian, caseId, 'receipt-refusal', { reason: cage.text('receipt.refusal') });
  await meet(cases, cage, caseId, 'second ');
  await cases.decide(cases.yaqian, caseId, 'receipt', {
    health: { decision: 'objected', objection: cage.text('receipt.health') },
    property: [{ itemId: 'P-1', decision: 'objected', objection: cage.text('receipt.property') }],
  });
  await cases.decide(cases.yaqian, caseId, 'closure', { note: cage.text('transfer.closure') });
  await others(cases, cage);
}

async function incidents(cases: StagedTransfers, cage: CanaryCage, caseId: string): Promise<void> {
  const { qianqing } = cases;
  await cases.add(qianqing, caseId, 'escape', {
    place: cage.text('escape.place'),
    note: cage.text('escape.note'),
  });
  await cases.add(qianqing, caseId, 'recapture', { place: cage.text('recapture.place') });
  await cases.add(qianqing, caseId, 'medical-emergency', {
    hospital: cage.text('medical.hospital'),
    note: cage.text('medical.note'),
  });
  await examine(cases, cage, caseId, 'in hospital ');
  await cases.add(qianqing, caseId, 'medical-clearance', { note: cage.text('medical.clearance') });
}

async function examine(cases: StagedTransfers, cage: CanaryCage, caseId: string, prefix = ''): Promise<void> {
  await cases.add(cases.qianqing, caseId, 'health-check', {
    by: cage.text(`${prefix}health.by`),
    condition: 'fit',
    findings: cage.text(`${prefix}health.findings`),
  });
}

async function prepare(cases: StagedTransfers, cage: CanaryCage, caseId: string): Promise<void> {
  const { qianqing } = cases;
  await cases.add(qianqing, caseId, 'documents', { documents: requiredDocuments() });
  await examine(cases, cage, caseId);
  const thing = { itemId: 'P-1', description: cage.text('property.description'), quantity: 1, sealed: true };
  await cases.add(qianqing, caseId, 'property', { items: [thing] });
  await cases.add(qianqing, caseId, 'escort-risks', { level: 'high', notes: cage.text('escort.notes') });
  const chiefs = [rosterOfficer('yaqian-chief'), rosterOfficer('qianqing-chief')] as const;
  await cases.decide(qianqing, caseId, 'approval-request', {});
  const reason = cage.text('approval.reason');
  await cases.decide(chiefs[0], caseId, 'approval', { decision: 'refuse', reason });
  await cases.decide(qianqing, caseId, 'approval-request', {});
  for (const chief of chiefs) await cases.decide(chief, caseId, 'approval', { decision: 'approve' });
}

async function meet(cases: StagedTransfers, cage: CanaryCage, caseId: string, prefix = ''): Promise<void> {
  const place = cage.text(`${prefix}appointment.place`);
  await cases.decide(cases.qianqing, caseId, 'appointment', { at: cases.soon(), place });
  await cases.decide(cases.qianqing, caseId, 'release', { note: cage.text(`${prefix}release.note`) });
}

/** Transfers opened by hand that end otherwise: freed by a court, given up. */
async function others(cases: StagedTransfers, cage: CanaryCage): Promise<void> {
  const open = async (field: string) => {
    const suspect = {
      name: cage.text(`${field}.name`),
      identityNumber: cage.identityNumber(`${field}.identityNumber`),
      description: cage.text(`${field}.description`),
    };
    const legalGrounds = { text: cage.text(`${field}.grounds`), documentNumber: '立字〔2027〕1号' };
    return cases.openedBy(cases.qianqing, { ...cases.held(), suspect, legalGrounds });
  };
  const court = { documentNumber: '裁定1号', court: cage.text('court.name') };
  await cases.add(cases.qianqing, await open('freed'), 'court-release', court);
  await cases.decide(cases.qianqing, await open('cancelled'), 'cancellation', {
    reason: cage.text('cancelled.reason'),
  });
}
