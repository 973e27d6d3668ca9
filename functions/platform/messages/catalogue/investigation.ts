import { unanswered, type MessageTexts } from '#platform/messages/message-texts.ts';
import type { investigationKinds } from '#platform/notification/kinds/investigation.ts';

/** The texts of a joint investigation, zh-CN first. */
export const investigationTexts: Readonly<Record<keyof typeof investigationKinds, MessageTexts>> = {
  cooperationRequested: {
    subject: { 'zh-CN': '请求办案协作，请确认并答复', en: 'Cooperation requested: acknowledge, answer' },
    topic: {
      'zh-CN': '有办案协作请求：值班民警请确认，并在时限内答复。',
      en: 'Cooperation is requested: acknowledge, answer in time.',
    },
    direct: {
      first: { 'zh-CN': '有办案协作请求，请点击确认：', en: 'Cooperation: tap' },
      ...unanswered,
    },
  },
  cooperationUnanswered: {
    subject: { 'zh-CN': '办案协作请求逾期未答复', en: 'Cooperation request unanswered' },
    topic: {
      'zh-CN': '办案协作请求逾期未答复，请督促答复。',
      en: 'A cooperation request is unanswered: see to an answer.',
    },
    direct: {
      first: { 'zh-CN': '办案协作请求逾期未答复，请点击确认：', en: 'No answer yet: tap' },
      ...unanswered,
    },
  },
  cooperationMoreAsked: {
    subject: { 'zh-CN': '对方要求补充协作材料', en: 'More is asked before an answer' },
    topic: {
      'zh-CN': '对方要求补充办案协作材料，请补充后再次提请。',
      en: 'More is asked for before an answer: add it, ask again.',
    },
    direct: {
      'zh-CN': '对方要求补充协作材料，请登录补充后再次提请。',
      en: 'More is asked for. Sign in, add it, ask again.',
    },
  },
  cooperationAccepted: {
    subject: { 'zh-CN': '对方同意办案协作', en: 'Cooperation accepted' },
    topic: { 'zh-CN': '对方已同意办案协作，请登录查看。', en: 'The other station cooperates. Sign in.' },
    direct: { 'zh-CN': '对方已同意办案协作，请登录查看。', en: 'The other station cooperates. Sign in.' },
  },
  cooperationDeclined: {
    subject: { 'zh-CN': '对方未同意办案协作', en: 'Cooperation declined' },
    topic: {
      'zh-CN': '对方未同意办案协作，请登录查看理由。',
      en: 'The other station declined. Sign in and read why.',
    },
    direct: {
      'zh-CN': '对方未同意办案协作，请登录查看理由。',
      en: 'The other station declined. Sign in and read why.',
    },
  },
  leadAdded: {
    subject: { 'zh-CN': '联合侦查有新线索', en: 'A new lead' },
    topic: { 'zh-CN': '联合侦查有新线索，请登录查看。', en: 'A new lead in a joint investigation. Sign in.' },
    direct: {
      'zh-CN': '联合侦查有新线索，请登录查看。',
      en: 'A new lead in a joint investigation. Sign in.',
    },
  },
  analysisAdded: {
    subject: { 'zh-CN': '联合侦查有新研判', en: 'A new analysis' },
    topic: { 'zh-CN': '联合侦查有新研判，请登录查看。', en: 'A new analysis of leads. Sign in.' },
    direct: { 'zh-CN': '联合侦查有新研判，请登录查看。', en: 'A new analysis of leads. Sign in.' },
  },
  stepApprovalNeeded: {
    subject: { 'zh-CN': '强制措施待审批', en: 'A coercive step needs approval' },
    topic: { 'zh-CN': '有强制措施待所长审批。', en: 'A coercive step waits for the chief.' },
    direct: {
      first: { 'zh-CN': '强制措施待您审批，请点击确认：', en: 'Approval asked: tap' },
      ...unanswered,
    },
  },
  stepDecided: {
    subject: { 'zh-CN': '强制措施审批已有结果', en: 'A coercive step is decided' },
    topic: { 'zh-CN': '强制措施审批已有结果，请登录查看。', en: 'A coercive step is decided. Sign in.' },
    direct: { 'zh-CN': '强制措施审批已有结果，请登录查看。', en: 'A coercive step is decided. Sign in.' },
  },
  emergencyStepTaken: {
    subject: { 'zh-CN': '已采取紧急措施，手续后补', en: 'Emergency step taken, papers follow' },
    topic: {
      'zh-CN': '已紧急采取强制措施，手续后补：值班民警请确认。',
      en: 'An emergency step was taken, papers follow: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '已采取紧急措施，手续后补，请点击确认：', en: 'Emergency step: tap' },
      ...unanswered,
    },
  },
  papersOverdue: {
    subject: { 'zh-CN': '紧急措施手续逾期未补', en: 'Papers of an emergency step overdue' },
    topic: {
      'zh-CN': '紧急措施手续逾期未补，请联络员确认并督促。',
      en: 'Papers of an emergency step are overdue: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '紧急措施手续逾期未补，请点击确认：', en: 'Papers overdue: tap' },
      ...unanswered,
    },
  },
  suspectLocated: {
    subject: { 'zh-CN': '已锁定嫌疑人位置，请确认', en: 'Suspect located: acknowledge' },
    topic: {
      'zh-CN': '已锁定嫌疑人位置：值班民警请立即确认。',
      en: 'The suspect is located. Duty officer: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '已锁定嫌疑人位置，请点击确认：', en: 'Suspect located: tap' },
      ...unanswered,
    },
  },
  suspectLost: {
    subject: { 'zh-CN': '嫌疑人脱离视线', en: 'Suspect lost again' },
    topic: {
      'zh-CN': '嫌疑人脱离视线，抓捕任务取消。',
      en: 'The suspect is lost again: arrest tasks are off.',
    },
    direct: {
      'zh-CN': '嫌疑人脱离视线，抓捕任务取消，请登录查看。',
      en: 'The suspect is lost again: arrest tasks are off.',
    },
  },
  arrestPlanned: {
    subject: { 'zh-CN': '抓捕方案已下达', en: 'Arrest planned' },
    topic: { 'zh-CN': '抓捕方案已下达，请查看本所任务。', en: 'An arrest is planned. See your tasks.' },
    direct: {
      'zh-CN': '抓捕方案已下达，请登录查看本所任务。',
      en: 'An arrest is planned. Sign in, see your tasks.',
    },
  },
  suspectArrested: {
    subject: { 'zh-CN': '嫌疑人已抓获，请确认', en: 'Suspect arrested: acknowledge' },
    topic: {
      'zh-CN': '嫌疑人已抓获：值班民警请确认。',
      en: 'The suspect is arrested. Duty officer: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '嫌疑人已抓获，请点击确认：', en: 'Suspect arrested: tap' },
      ...unanswered,
    },
  },
  closingProposed: {
    subject: { 'zh-CN': '对方提议结案，请答复', en: 'Closing proposed: answer' },
    topic: { 'zh-CN': '对方提议联合侦查结案，请答复。', en: 'The other station proposes to close. Answer.' },
    direct: {
      'zh-CN': '对方提议联合侦查结案，请登录答复。',
      en: 'The other station proposes to close. Sign in.',
    },
  },
  closingReminded: {
    subject: { 'zh-CN': '结案提议仍待答复', en: 'Closing still waits for an answer' },
    topic: { 'zh-CN': '结案提议仍待贵所答复。', en: 'A proposal to close still waits for your answer.' },
    direct: {
      'zh-CN': '结案提议仍待贵所答复，请登录处理。',
      en: 'A proposal to close waits for your answer. Sign in.',
    },
  },
  closingRefused: {
    subject: { 'zh-CN': '对方不同意结案', en: 'Closing refused' },
    topic: { 'zh-CN': '对方不同意结案，请查看理由。', en: 'The other station does not close. Read why.' },
    direct: {
      'zh-CN': '对方不同意结案，请登录查看理由。',
      en: 'The other station does not close. Sign in.',
    },
  },
  closingVoided: {
    subject: { 'zh-CN': '案情有变，结案提议失效', en: 'Case changed: closing is void' },
    topic: {
      'zh-CN': '案情有变，结案提议失效，须重新提议。',
      en: 'The case has changed: the proposal to close is void.',
    },
    direct: {
      'zh-CN': '案情有变，结案提议失效，请登录查看。',
      en: 'The case has changed: the closing is void. Sign in.',
    },
  },
  investigationClosed: {
    subject: { 'zh-CN': '联合侦查已结案', en: 'Joint investigation closed' },
    topic: { 'zh-CN': '联合侦查经两所同意已结案。', en: 'Both stations have closed a joint investigation.' },
    direct: {
      'zh-CN': '联合侦查经两所同意已结案。',
      en: 'Both stations have closed a joint investigation.',
    },
  },
  investigationResumed: {
    subject: { 'zh-CN': '联合侦查恢复，请确认', en: 'Investigation resumed: acknowledge' },
    topic: {
      'zh-CN': '中止的联合侦查已恢复：值班民警请确认。',
      en: 'A suspended investigation goes on: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '联合侦查已恢复，请点击确认：', en: 'Case resumed: tap' },
      ...unanswered,
    },
  },
  caseMerged: {
    subject: { 'zh-CN': '有案件并入', en: 'Another case was merged' },
    topic: {
      'zh-CN': '有案件并入本所协作案件，请查看。',
      en: 'A case became part of a joint investigation.',
    },
    direct: {
      'zh-CN': '有案件并入协作案件，请登录查看。',
      en: 'A case became part of yours. Sign in.',
    },
  },
  transferEnded: {
    subject: { 'zh-CN': '嫌疑人移交已有结果', en: 'The transfer has ended' },
    topic: { 'zh-CN': '嫌疑人移交已有结果，请查看。', en: 'The transfer of the suspect has ended.' },
    direct: {
      'zh-CN': '嫌疑人移交已有结果，请登录查看。',
      en: 'The transfer of the suspect has ended. Sign in.',
    },
  },
};
