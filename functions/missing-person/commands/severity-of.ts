import type { SearchCategory } from '#functions/missing-person/search/search-profile.ts';
import type { Severity } from '#platform/deployment/deployment.ts';

/** How urgent a missing person of each category is unless the officer says otherwise. */
export const severityOf: Readonly<Record<SearchCategory, Severity>> = {
  child1to3: 'critical',
  child4to6: 'critical',
  despondent: 'critical',
  dementia: 'urgent',
  child7to12: 'urgent',
  child13to17: 'urgent',
  otherAdult: 'normal',
};
