import { unanswered, type MessageTexts } from '#platform/messages/message-texts.ts';
import type { registryHitKinds } from '#platform/notification/kinds/registry-hit.ts';

/** The texts of a registry hit, zh-CN first. */
export const registryHitTexts: Readonly<Record<keyof typeof registryHitKinds, MessageTexts>> = {
  registryHitFound: {
    subject: { 'zh-CN': '登记簿比对命中，请核实', en: 'A registry hit: verify' },
    topic: {
      'zh-CN': '登记人员与通缉通告比对命中：值班民警请确认并核实。',
      en: 'A resident may be wanted: acknowledge and verify.',
    },
    direct: {
      first: { 'zh-CN': '登记簿比对命中，请点击确认：', en: 'Registry hit: tap' },
      ...unanswered,
    },
  },
  registryHitOverdue: {
    subject: { 'zh-CN': '比对命中逾时未核实', en: 'A registry hit is not verified' },
    topic: {
      'zh-CN': '一起登记簿比对命中逾时未核实，请督办。',
      en: 'A registry hit was not verified in time.',
    },
    direct: {
      first: { 'zh-CN': '比对命中逾时未核实，请点击确认：', en: 'Hit not verified: tap' },
      ...unanswered,
    },
  },
  registryHitConfirmed: {
    subject: { 'zh-CN': '比对命中已核实为同一人', en: 'A registry hit is confirmed' },
    topic: {
      'zh-CN': '登记簿比对命中已核实为同一人，后续事项已立项。',
      en: 'A registry hit is confirmed; a case has begun.',
    },
    direct: {
      'zh-CN': '比对命中已核实，后续事项已立项，请登录查看。',
      en: 'Registry hit confirmed, a case has begun. Sign in.',
    },
  },
  registryHitRefuted: {
    subject: { 'zh-CN': '比对命中经核实非同一人', en: 'A registry hit is somebody else' },
    topic: {
      'zh-CN': '登记簿比对命中经核实非同一人，请停止核查。',
      en: 'A registry hit is somebody else: stand down.',
    },
    direct: {
      'zh-CN': '比对命中经核实非同一人，请停止核查。',
      en: 'Registry hit is somebody else. Stand down.',
    },
  },
  registryHitWithdrawn: {
    subject: { 'zh-CN': '通缉通告已撤销', en: 'A wanted notice is withdrawn' },
    topic: {
      'zh-CN': '比对命中所依据的通缉通告已撤销，请停止核查。',
      en: 'The notice of a registry hit is withdrawn: stand down.',
    },
    direct: {
      'zh-CN': '比对命中的通缉通告已撤销，请停止核查。',
      en: 'Notice of the hit withdrawn. Stand down.',
    },
  },
};
