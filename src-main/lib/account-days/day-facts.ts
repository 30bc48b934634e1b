/**
 * What is kept of an account's day, by its place in a page. Places never change; a new fact takes the next one. Behind
 * them stand the raw values of the measures, by their own places.
 */
export const dayFacts = {
  /** Tenths of a point; unknown where there was nothing to score. */
  score: 0,
  /** 0 poor, 1 middle, 2 healthy, 3 too little known. */
  band: 1,
  /** Millionths of the configured weight. */
  confidence: 2,
  configVersion: 3,
  /** Place among the names of the page. */
  profile: 4,
  /** The book's movement that habits were taken against; 0 for none. */
  movement: 5,
  /** Scores of the dimensions, in tenths of a point. */
  engagement: 6,
  adoption: 7,
  satisfaction: 8,
  retention: 9,
  value: 10,
  /** The headline risk: 0 low, 1 medium, 2 high, 3 critical; unknown where none was said. */
  level: 11,
  /** Chances to leave within 30, 90 and 180 days, in millionths; unknown where no model spoke. */
  p30: 12,
  p90: 13,
  p180: 14,
  modelVersion: 15,
  /** Contacts active in the last 28 days, at least. */
  activeUsers: 16,
  /** All events of people ever. */
  events: 17,
  /** Core and outcome features used in the last 28 days. */
  coreFeatures: 18,
  outcomeFeatures: 19,
  /** In the company's currency. */
  mrr: 20,
  seats: 21,
  openTickets: 22,
  /** Of them, high and urgent ones. */
  openSevere: 23,
  /** Days since the last use, to the day the figures are of; unknown where there never was any. */
  silentDays: 24,
  /** The day of the most pressing renewal; unknown where none is known. */
  renewal: 25,
  /** 1 where the day was made afterwards, from what the copy held then. */
  madeLater: 26,
  /** As the measure has it: of people's latest answers of 180 days, -100 to 100. */
  nps: 27,
  /** Milestones of success plans that are done or on track: hundredths of all; unknown without a plan. */
  onPace: 28,
} as const;

export type DayFact = keyof typeof dayFacts;

/** Places kept free for facts; raw values stand behind. */
export const rawPlace = 32;
export const placeCount = 64;

export const dayBands = ['poor', 'middle', 'healthy', 'unknown'] as const;
export const dayLevels = ['low', 'medium', 'high', 'critical'] as const;
