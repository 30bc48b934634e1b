import { type MeansKind, meansKinds } from '../../../src-preload/contract/effect/measured-means';
import { incomingGroups } from '../../../src-preload/contract/interventions/incoming';
import {
  type InterventionStage,
  interventionStages,
} from '../../../src-preload/contract/interventions/stages';

export const interventionTabs = ['approvals', 'waiting', 'history', 'replies', 'effect'] as const;
export type InterventionTab = (typeof interventionTabs)[number];

export const mailGroups = [...incomingGroups, 'unmatched'] as const;
/** Of what came back: those of a kind, or those about no message. */
export type MailGroup = (typeof mailGroups)[number];

/** What the address of the room carries. */
export interface InterventionSearch {
  readonly show?: InterventionTab;
  readonly stages?: readonly InterventionStage[];
  /** Which of what came back; replies that wait unless said. */
  readonly mails?: MailGroup;
  /** Of what the effect is told; rules unless said. */
  readonly of?: MeansKind;
}

export function readInterventionSearch(search: Record<string, unknown>): InterventionSearch {
  const show = interventionTabs.find((one) => one === search['show']);
  const asked: unknown[] = Array.isArray(search['stages']) ? search['stages'] : [];
  const stages = interventionStages.filter((stage) => asked.includes(stage));
  const mails = mailGroups.find((group) => group === search['mails']);
  const of = meansKinds.find((kind) => kind === search['of']);
  return {
    ...(show === undefined ? {} : { show }),
    ...(stages.length === 0 ? {} : { stages }),
    ...(mails === undefined ? {} : { mails }),
    ...(of === undefined ? {} : { of }),
  };
}
