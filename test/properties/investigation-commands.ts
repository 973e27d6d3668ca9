import type { InvestigationCase } from '#functions/investigation/model/investigation-case.ts';
import type { investigationRoutes } from '#functions/investigation/routes.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { addSeconds } from '#platform/clock.ts';
import {
  arrest,
  arrestChecklist,
  letter,
  liaison,
  qianqing,
  qianqingChief,
  qianqingDeputy,
  qianqingPatrol,
  search,
  searchChecklist,
  stranger,
  witness,
  yaqian,
  yaqianChief,
  yaqianDeputy,
  yaqianPatrol,
} from '#test/functions/investigation/investigation-api.ts';

import type { Command } from './play-course.ts';

type Route = (typeof investigationRoutes)[keyof typeof investigationRoutes];

/** Operations that change an investigation. */
export type InvestigationOperation = Exclude<
  Extract<Route, { readonly method: 'POST' }>['operationId'],
  'openInvestigation'
>;

/** Everybody who gives commands, right or wrong. */
export const officersOfInvestigation: readonly OfficerActor[] = [
  yaqian,
  yaqianPatrol,
  yaqianDeputy,
  yaqianChief,
  qianqing,
  qianqingPatrol,
  qianqingDeputy,
  qianqingChief,
  liaison,
  stranger,
];

const nowhere = 'C-00000000000000000000000000';
const place = { point: { lon: 120.38, lat: 30.15 }, place: '钱清某小区' };

/** A command of every kind, with its content, about the case as it stands. */
export function everyInvestigationCommand(
  { contentVersion, steps, letterNumbers, cooperation }: InvestigationCase,
  now: Date,
): Command<InvestigationOperation>[] {
  const command = (operation: InvestigationOperation, json: object, actor = qianqing) => ({
    operation,
    json,
    actor,
  });
  const onSteps = (operation: InvestigationOperation, json: object, actor = qianqing) =>
    (steps.length === 0 ? [nowhere] : steps.slice(-3).map(({ stepId }) => stepId)).map((stepId) => ({
      ...command(operation, json, actor),
      parameters: { stepId },
    }));
  const more = cooperation?.answer?.decision === 'askForMore' ? { supplement: '补充材料' } : {};
  const stepId = steps.findLast(({ kind, status }) => kind === 'arrest' && status === 'approved')?.stepId;
  const emergency = { reason: '持刀拒捕', atStationId: 'qianqing' };
  return [
    command('amendInvestigation', { facts: '更正' }, yaqian),
    command(
      'requestCooperation',
      { ...letter, letterNumber: `函${letterNumbers.length}号`, ...more },
      yaqian,
    ),
    command('answerCooperation', { decision: 'accept' }),
    command('answerCooperation', { decision: 'askForMore', question: '体貌特征' }),
    command('answerCooperation', { decision: 'decline', reason: '管辖争议' }),
    command('addLead', witness, qianqingPatrol),
    command('addSubject', { label: '厂房', place: { address: '河边' } }),
    command('requestStep', search),
    command('requestStep', { ...search, kind: 'arrest', checklist: arrestChecklist }),
    ...onSteps('decideStep', { decision: 'approve' }, yaqianChief),
    ...onSteps('decideStep', { decision: 'approve' }, qianqingChief),
    ...onSteps('decideStep', { decision: 'refuse', reason: '依据不足' }, qianqingChief),
    ...onSteps('cancelStep', { reason: '不再需要' }),
    ...onSteps('executeStep', { localOfficerId: 'qianqing-patrol-2' }),
    command('recordEmergencyStep', {
      kind: 'search',
      target: '车',
      place: '桥头',
      atStationId: 'qianqing',
      reason: '转移赃物',
      executedAt: now.toISOString(),
    }),
    ...onSteps('submitPapers', { checklist: searchChecklist }),
    ...onSteps('submitPapers', { checklist: arrestChecklist }),
    command('reportLocation', place),
    command('reportLocationLost', { reason: '离开' }),
    command('planArrest', {
      tasks: [{ stationId: 'yaqian', text: '封控后门', dueAt: addSeconds(now, 600).toISOString() }],
    }),
    command('recordArrest', {
      ...arrest,
      ...(stepId === undefined ? { emergency } : { stepId, localOfficerId: 'qianqing-patrol-2' }),
    }),
    command('proposeClosing', { outcome: 'withoutResult', contentVersion }, yaqianDeputy),
    command('proposeClosing', { outcome: 'suspended', contentVersion }, qianqingDeputy),
    command('proposeClosing', { outcome: 'solved', contentVersion: contentVersion - 1 }, yaqianDeputy),
    command('consentClosing', { contentVersion }, yaqianDeputy),
    command('consentClosing', { contentVersion }, qianqingChief),
    command('consentClosing', { contentVersion: contentVersion - 1 }, qianqingDeputy),
    command('refuseClosing', { reason: '尚有线索' }, yaqianChief),
    command('resumeInvestigation', { reason: '新线索' }, yaqianDeputy),
  ];
}

const investigating: readonly InvestigationOperation[] = [
  'addLead',
  'requestStep',
  'decideStep',
  'decideStep',
  'executeStep',
  'cancelStep',
  'recordEmergencyStep',
  'submitPapers',
  'reportLocation',
  'planArrest',
  'recordArrest',
  'proposeClosing',
  'proposeClosing',
];

/** What leads on from each status; the more often it stands there, the more often it is done. */
const leadsOn: Readonly<Record<InvestigationCase['status'], readonly InvestigationOperation[]>> = {
  opened: ['requestCooperation'],
  requested: ['answerCooperation'],
  moreAsked: ['requestCooperation'],
  declined: ['requestCooperation'],
  investigating,
  located: [...investigating, 'reportLocationLost', 'recordArrest'],
  arrested: ['addLead', 'submitPapers', 'submitPapers', 'decideStep', 'proposeClosing'],
  closed: ['resumeInvestigation'],
};

/** What those who do their duty would do next; where a closing is proposed, mostly consent. */
export function nextInvestigationCommands(
  state: InvestigationCase,
  now: Date,
): Command<InvestigationOperation>[] {
  const all = everyInvestigationCommand(state, now);
  const operations: readonly InvestigationOperation[] =
    state.closing === undefined || state.status === 'closed'
      ? leadsOn[state.status]
      : ['consentClosing', 'consentClosing', 'refuseClosing', 'addLead'];
  return operations.flatMap((operation) => all.filter((command) => command.operation === operation));
}
