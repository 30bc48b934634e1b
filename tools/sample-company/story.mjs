// @ts-check

/** Raised with every change that tells the same days otherwise: what was loaded of an older one is made anew. */
export const storyVersion = 2;

/** Eighteen months of recorded use, the last four of them as single events. */
const recordedDays = 548;
const rawDays = 120;

/**
 * The world whose recorded use began eighteen months before the day it was made.
 * @param {number} firstToday
 * @param {string} [seed]
 * @returns {import('./accounts.mjs').World}
 */
export function sampleWorld(firstToday, seed = 'steward') {
  return { seed, startDay: firstToday - recordedDays };
}

/**
 * The whole story through the evening before `today`.
 * @param {number} today
 * @returns {import('./write-company.mjs').Span}
 */
export function sampleSpan(today) {
  return { since: null, through: today - 1, rawFrom: today - rawDays };
}

/**
 * What happened after the evening of `since`, through the evening before `today`; all of it as single events.
 * @param {number} since
 * @param {number} today
 * @returns {import('./write-company.mjs').Span}
 */
export function sampleSpanSince(since, today) {
  return { since, through: today - 1, rawFrom: since + 1 };
}
