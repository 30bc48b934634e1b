import { type MeansKind, meansKinds } from '../../../src-preload/contract/effect/measured-means';
import {
  type InterventionStage,
  interventionStages,
} from '../../../src-preload/contract/interventions/stages';

export const interventionTabs = ['approvals', 'waiting', 'history', 'effect'] as const;
export type InterventionTab = (typeof interventionTabs)[number];

/** What the address of the room carries. */
export interface InterventionSearch {
  readonly show?: InterventionTab;
  readonly stages?: readonly InterventionStage[];
  /** Of what the effect is told; rules unless said. */
  readonly of?: MeansKind;
}

export function readInterventionSearch(search: Record<string, unknown>): InterventionSearch {
  const show = interventionTabs.find((one) => one === search['show']);
  const asked: unknown[] = Array.isArray(search['stages']) ? search['stages'] : [];
  const stages = interventionStages.filter((stage) => asked.includes(stage));
  const of = meansKinds.find((kind) => kind === search['of']);
  return {
    ...(show === undefined ? {} : { show }),
    ...(stages.length === 0 ? {} : { stages }),
    ...(of === undefined ? {} : { of }),
  };
}
