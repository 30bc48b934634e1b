// @ts-check

/**
 * What befalls an account's own business. The product has no part in it, and its use shows nothing of it.
 * @typedef {object} Fortune
 * @property {number} cutUntil until this day their budget is cut
 * @property {number | null} endsOn the day they are closed or merged into another company, once that is settled
 */

/** @returns {Fortune} */
export function firstFortune() {
  return { cutUntil: 0, endsOn: null };
}

/**
 * One day of business of their own.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function meetFortune({ fortune, random: { fortune: random } }, day) {
  if (day > fortune.cutUntil && random.chance(0.16 / 365)) fortune.cutUntil = day + random.whole(100, 320);
  if (fortune.endsOn === null && random.chance(0.026 / 365)) fortune.endsOn = day + random.whole(15, 90);
}
