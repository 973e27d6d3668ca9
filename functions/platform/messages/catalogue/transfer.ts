import { unanswered, type MessageTexts } from '#platform/messages/message-texts.ts';
import type { transferKinds } from '#platform/notification/kinds/transfer.ts';

/** The texts of a suspect transfer, zh-CN first. */
export const transferTexts: Readonly<Record<keyof typeof transferKinds, MessageTexts>> = {
  transferOpened: {
    subject: { 'zh-CN': '嫌疑人待移交，请确认', en: 'A suspect is to be handed over: acknowledge' },
    topic: {
      'zh-CN': '有嫌疑人已到案待移交：值班民警请确认。',
      en: 'A suspect is held and to be handed over: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '有嫌疑人待移交，请点击确认：', en: 'Suspect transfer: tap' },
      ...unanswered,
    },
  },
  transferApprovalNeeded: {
    subject: { 'zh-CN': '嫌疑人移交待审批', en: 'A suspect transfer needs approval' },
    topic: { 'zh-CN': '有嫌疑人移交待所长审批。', en: 'A suspect transfer waits for the chief.' },
    direct: {
      first: { 'zh-CN': '嫌疑人移交待您审批，请点击确认：', en: 'Approval asked: tap' },
      ...unanswered,
    },
  },
  transferApproved: {
    subject: { 'zh-CN': '移交已获两所批准', en: 'Transfer approved by both chiefs' },
    topic: {
      'zh-CN': '嫌疑人移交已获两所批准，请约定时间地点。',
      en: 'A suspect transfer is approved: make an appointment.',
    },
    direct: {
      'zh-CN': '嫌疑人移交已获两所批准，请登录约定时间地点。',
      en: 'Transfer approved by both. Sign in, make an appointment.',
    },
  },
  transferApprovalRefused: {
    subject: { 'zh-CN': '移交未获批准', en: 'Transfer not approved' },
    topic: { 'zh-CN': '嫌疑人移交未获批准，请查看理由。', en: 'A suspect transfer was not approved.' },
    direct: {
      'zh-CN': '嫌疑人移交未获批准，请登录查看理由。',
      en: 'Transfer not approved. Sign in and read why.',
    },
  },
  transferApprovalsVoided: {
    subject: { 'zh-CN': '移交材料有变，原批准失效', en: 'Transfer changed: approvals are void' },
    topic: {
      'zh-CN': '嫌疑人移交材料有变，原批准失效，须重新报批。',
      en: 'A suspect transfer has changed: approvals are void.',
    },
    direct: {
      'zh-CN': '嫌疑人移交材料有变，原批准失效，将重新报批。',
      en: 'Transfer changed: approvals void, to be asked again.',
    },
  },
  transferAppointed: {
    subject: { 'zh-CN': '移交时间地点已约定', en: 'Handover appointed' },
    topic: {
      'zh-CN': '嫌疑人移交时间地点已约定，请登录查看。',
      en: 'A handover is appointed. Sign in for time and place.',
    },
    direct: {
      'zh-CN': '嫌疑人移交时间地点已约定，请登录查看。',
      en: 'A handover is appointed. Sign in for time and place.',
    },
  },
  appointmentMissed: {
    subject: { 'zh-CN': '移交约定逾时未成', en: 'Handover appointment missed' },
    topic: {
      'zh-CN': '嫌疑人移交逾约定时间未成，须重新约定。',
      en: 'A handover appointment was missed: make another.',
    },
    direct: {
      first: { 'zh-CN': '移交约定逾时未成，请点击确认：', en: 'Handover missed: tap' },
      ...unanswered,
    },
  },
  suspectReleased: {
    subject: { 'zh-CN': '嫌疑人已交出，请签收', en: 'Suspect released: sign the receipt' },
    topic: {
      'zh-CN': '嫌疑人已交出，请接收民警在时限内签收。',
      en: 'A suspect was released to you: sign the receipt in time.',
    },
    direct: {
      'zh-CN': '嫌疑人已交出，请接收民警登录在时限内签收。',
      en: 'A suspect was released to you: sign in and receive.',
    },
  },
  receiptRefused: {
    subject: { 'zh-CN': '接收方拒收，嫌疑人仍由移交方看管', en: 'Receipt refused: custody unchanged' },
    topic: {
      'zh-CN': '嫌疑人移交被拒收，仍由移交方看管。',
      en: 'A receipt was refused: custody stays where it was.',
    },
    direct: {
      first: { 'zh-CN': '移交被拒收，看管不变，请点击确认：', en: 'Receipt refused: tap' },
      ...unanswered,
    },
  },
  handoverTimedOut: {
    subject: { 'zh-CN': '逾时未签收，嫌疑人仍由移交方看管', en: 'No receipt in time: custody unchanged' },
    topic: {
      'zh-CN': '嫌疑人移交逾时未签收，仍由移交方看管。',
      en: 'No receipt in time: custody stays where it was.',
    },
    direct: {
      first: { 'zh-CN': '移交逾时未签收，看管不变，请点击：', en: 'No receipt: tap' },
      ...unanswered,
    },
  },
  suspectReceived: {
    subject: { 'zh-CN': '嫌疑人移交完成', en: 'Suspect handed over' },
    topic: { 'zh-CN': '嫌疑人移交完成，接收方已签收。', en: 'A suspect was handed over and received.' },
    direct: { 'zh-CN': '嫌疑人移交完成，接收方已签收。', en: 'A suspect was handed over and received.' },
  },
  suspectEscaped: {
    subject: { 'zh-CN': '在押嫌疑人脱逃，请立即确认', en: 'A suspect has escaped: acknowledge at once' },
    topic: {
      'zh-CN': '在押嫌疑人脱逃：值班民警请立即确认并布控。',
      en: 'A suspect has escaped. Duty officer: acknowledge at once.',
    },
    direct: {
      first: { 'zh-CN': '在押嫌疑人脱逃，请立即点击确认：', en: 'Suspect escaped: tap' },
      ...unanswered,
    },
  },
  suspectRecaptured: {
    subject: { 'zh-CN': '脱逃嫌疑人已抓获', en: 'Escaped suspect caught' },
    topic: { 'zh-CN': '脱逃嫌疑人已抓获，布控解除。', en: 'The escaped suspect was caught. Stand down.' },
    direct: { 'zh-CN': '脱逃嫌疑人已抓获，布控解除。', en: 'The escaped suspect was caught. Stand down.' },
  },
  suspectHospitalised: {
    subject: { 'zh-CN': '在押嫌疑人紧急送医，请确认', en: 'A held suspect is in hospital: acknowledge' },
    topic: {
      'zh-CN': '在押嫌疑人紧急送医，移交暂停：请确认。',
      en: 'A held suspect is in hospital, the transfer waits: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '在押嫌疑人送医，移交暂停，请点击：', en: 'Suspect in care: tap' },
      ...unanswered,
    },
  },
  suspectMedicallyCleared: {
    subject: { 'zh-CN': '在押嫌疑人就医结束', en: 'Held suspect out of medical care' },
    topic: { 'zh-CN': '在押嫌疑人就医结束，可继续办理。', en: 'The held suspect may be moved again.' },
    direct: { 'zh-CN': '在押嫌疑人就医结束，可继续办理。', en: 'The held suspect may be moved again.' },
  },
  suspectFreed: {
    subject: { 'zh-CN': '嫌疑人依令释放', en: 'Suspect released by order' },
    topic: { 'zh-CN': '嫌疑人已依令释放，移交终止。', en: 'The suspect was released by order.' },
    direct: { 'zh-CN': '嫌疑人已依令释放，移交终止。', en: 'The suspect was released by order.' },
  },
  transferCancelled: {
    subject: { 'zh-CN': '嫌疑人移交取消', en: 'Suspect transfer cancelled' },
    topic: {
      'zh-CN': '嫌疑人移交取消，看管不变。',
      en: 'A suspect transfer was cancelled; custody is unchanged.',
    },
    direct: {
      'zh-CN': '嫌疑人移交取消，看管不变，请登录查看理由。',
      en: 'Transfer cancelled, custody unchanged. Sign in, see why.',
    },
  },
  custodyDeadlineNear: {
    subject: { 'zh-CN': '羁押期限将至，请确认', en: 'Custody time limit near: acknowledge' },
    topic: { 'zh-CN': '有羁押期限将至，请所长处理。', en: 'A time limit of custody is near.' },
    direct: {
      first: { 'zh-CN': '羁押期限将至，请点击查看：', en: 'Custody limit near:' },
      ...unanswered,
    },
  },
  custodyDeadlineOverdue: {
    subject: { 'zh-CN': '羁押期限已过，请上级处理', en: 'Custody time limit passed: acknowledge' },
    topic: {
      'zh-CN': '有羁押期限已过：上级联络员请立即确认。',
      en: 'A time limit of custody has passed. Liaison: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '羁押期限已过，请立即点击确认：', en: 'Custody limit over:' },
      ...unanswered,
    },
  },
};
