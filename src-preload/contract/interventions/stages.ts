/** Where a message stands, as the company's database says it. */
export const interventionStages = [
  'proposed',
  'waiting',
  'claimed',
  'dot',
  'sent',
  'unknown',
  'bounced',
  'refused',
  'superseded',
  'dropped',
  'cancelled',
] as const;
export type InterventionStage = (typeof interventionStages)[number];
