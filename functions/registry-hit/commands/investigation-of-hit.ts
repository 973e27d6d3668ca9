import type { Opening } from '#functions/investigation/requests/opening.ts';

/**
 * A wanted notice is issued for a suspect who is to be arrested and is at large: Criminal Procedure Law 2018, art. 155 (from
 * memory, to be compared with the law in force like the limits of the configuration).
 */
const LEGAL_BASIS = { law: '中华人民共和国刑事诉讼法（2018）', article: '第一百五十五条' } as const;

/**
 * The joint investigation that begins with a confirmed hit. It names the hit and no person: who they are is read from the
 * registry, for the purpose of this case, and added by officers as far as the case needs it.
 */
export function investigationOfHit(hitCaseId: string, at: Date): Omit<Opening, 'partnershipId' | 'severity'> {
  return {
    drill: false,
    offence: {
      text: `通缉人员登记簿比对命中（${hitCaseId}）`,
      happenedAt: at.toISOString(),
      place: { description: '见通缉通告' },
    },
    suspect: { known: false, description: `见登记簿比对命中 ${hitCaseId}，按用途查阅` },
    facts: `两名民警核实登记簿比对命中 ${hitCaseId} 为同一人。`,
    legalBasis: { ...LEGAL_BASIS },
  };
}
