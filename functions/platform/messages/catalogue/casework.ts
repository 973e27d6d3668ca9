import type { MessageTexts } from '#platform/messages/message-texts.ts';
import type { caseworkKinds } from '#platform/notification/kinds/casework.ts';

/** The texts of the tasks of any case, zh-CN first. */
export const caseworkTexts: Readonly<Record<keyof typeof caseworkKinds, MessageTexts>> = {
  tasksOverdue: {
    subject: { 'zh-CN': '有任务超时', en: 'Tasks overdue' },
    topic: { 'zh-CN': '本所有任务超时未报，请处理。', en: 'Tasks of this station are overdue.' },
    direct: {
      'zh-CN': '本所有任务超时未报，请登录处理。',
      en: 'Tasks of your station are overdue.',
    },
  },
  findingReported: {
    subject: { 'zh-CN': '任务有发现', en: 'A task found something' },
    topic: { 'zh-CN': '任务有发现，请尽快研判。', en: 'A task found something. Assess it.' },
    direct: {
      'zh-CN': '任务有发现，请登录尽快研判。',
      en: 'A task found something. Sign in, assess it.',
    },
  },
  taskAssigned: {
    subject: { 'zh-CN': '有任务分派', en: 'A task was assigned' },
    topic: { 'zh-CN': '有任务已分派。', en: 'A task was assigned.' },
    direct: { 'zh-CN': '您有一项任务，请点击查看并回报：', en: 'Your task:' },
  },
};
