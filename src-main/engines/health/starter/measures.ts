import type { MeasureConfig, MeasureId, Profile } from '../../../../src-preload/contract/health-config';

type Points = [raw: number, points: number][];

/** Ratios against the own past: level is good, a third less is poor. */
export const againstOwnPast: Points = [
  [-1, 0],
  [-0.3, 30],
  [0, 70],
  [0.3, 100],
];
export const shareOfFeatures: Points = [
  [0, 0],
  [0.25, 40],
  [0.5, 65],
  [0.75, 85],
  [1, 100],
];
/** Half of the way from once a week to every working day is good. */
export const shareInRegularUse: Points = [
  [0, 10],
  [0.25, 50],
  [0.5, 75],
  [0.75, 90],
  [1, 100],
];
export const daysSilent: Points = [
  [0, 100],
  [3, 90],
  [7, 70],
  [14, 40],
  [30, 10],
  [45, 0],
];
export const daysOf28: Points = [
  [0, 0],
  [4, 30],
  [8, 50],
  [16, 80],
  [20, 100],
];
export const usageLately: Points = [
  [-1, 0],
  [-0.5, 20],
  [-0.2, 50],
  [0, 75],
  [0.2, 90],
  [0.5, 100],
];
export const usageOf28Days: Points = [
  [-1, 0],
  [-0.2, 30],
  [-0.05, 70],
  [0.1, 90],
  [0.3, 100],
];
export const monthsAhead: Points = [
  [0, 20],
  [1, 40],
  [3, 65],
  [6, 85],
  [12, 100],
];
export const outcomesUsed: Points = [
  [0, 0],
  [0.34, 50],
  [0.67, 80],
  [1, 100],
];
/** One milestone late in a plan of eight costs little, half of them late most. */
export const planOnPace: Points = [
  [0, 0],
  [0.5, 30],
  [0.75, 65],
  [0.9, 85],
  [1, 100],
];
/** A word a month is good, none in a quarter poor, none in half a year as good as none ever. */
export const sinceContact: Points = [
  [0, 100],
  [30, 75],
  [90, 50],
  [180, 0],
];
export const adoptionForAge: Points = [
  [0, 0],
  [0.5, 30],
  [1, 75],
  [1.25, 100],
];

/** Answers and tickets, the same for accounts of every stage. */
export function satisfaction(weight: number): Profile['dimensions']['satisfaction'] {
  return {
    weight,
    measures: [
      measure('nps', 2, [
        [-100, 0],
        [0, 40],
        [30, 65],
        [50, 80],
        [80, 100],
      ]),
      measure('csat', 1, [
        [1, 0],
        [3, 40],
        [4, 70],
        [5, 100],
      ]),
      // Dixon, Freeman and Toman (2010), in the form of 2013: 5 and more of 7 agree that it was easy.
      measure('ces', 1, [
        [1, 0],
        [4, 35],
        [5, 65],
        [6, 85],
        [7, 100],
      ]),
      measure('tickets_per_seat', 1, [
        [0, 100],
        [0.1, 80],
        [0.3, 50],
        [0.6, 20],
        [1, 0],
      ]),
      measure('severe_tickets', 1, [
        [0, 100],
        [1, 75],
        [2, 50],
        [4, 20],
        [6, 0],
      ]),
      measure('pulse', 2, [
        [0, 0],
        [100, 100],
      ]),
    ],
  };
}

/** Unknown values are skipped everywhere: the starter doesn't punish a company for a source it doesn't have. */
export function measure(id: MeasureId, weight: number, breakpoints: Points): MeasureConfig {
  return { id, weight, breakpoints, missing: 'skip' };
}
