import {
  type InterventionStage,
  interventionStages,
} from '../../../src-preload/contract/interventions/stages';

export const interventionTabs = ['approvals', 'waiting', 'history'] as const;
export type InterventionTab = (typeof interventionTabs)[number];

/** What the address of the room carries. */
export interface InterventionSearch {
  readonly show?: InterventionTab;
  readonly stages?: readonly InterventionStage[];
}

export function readInterventionSearch(search: Record<string, unknown>): InterventionSearch {
  const show = interventionTabs.find((one) => one === search['show']);
  const asked: unknown[] = Array.isArray(search['stages']) ? search['stages'] : [];
  const stages = interventionStages.filter((stage) => asked.includes(stage));
  return { ...(show === undefined ? {} : { show }), ...(stages.length === 0 ? {} : { stages }) };
}
