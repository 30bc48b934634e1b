// @ts-check
import { isOutage, workload } from './calendar.mjs';
import { present } from './people.mjs';

/**
 * What one person did in the product on one day.
 * @typedef {object} WorkDay
 * @property {number} day
 * @property {string} userId
 * @property {Use[]} uses one per feature
 *
 * @typedef {object} Use
 * @property {import('./product.mjs').Feature} feature
 * @property {number} events
 * @property {number[] | null} values money moved by each event, for features that move any
 */

/**
 * One day of work in the product, added to `life.workDays`.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function workInProduct(life, day) {
  const { account, mood, contract, world, people } = life;
  const random = life.random.work;
  let load = workload(day) * (isOutage(world.seed, day) ? 0.45 : 1);
  if (contract.leaving) load *= Math.exp(-(day - contract.leavingSince) / contract.fade);
  // Outcomes are the first thing that fades in an account that drifts away.
  const outcomeWeight = Math.exp(0.6 * (mood.engagement - 0.3));
  for (const person of present(people)) {
    if (day <= person.awayUntil) continue;
    // Habits are firm: most come nearly every day or hardly ever.
    const log = 2.2 * (-0.6 + 0.9 * person.keenness + account.bustle + 0.7 * mood.engagement);
    if (!random.chance(load / (1 + Math.exp(-log)))) continue;
    life.workDays.push({ day, userId: person.id, uses: usesOf(person, day, outcomeWeight, random) });
  }
}

/**
 * @param {import('./people.mjs').Person} person
 * @param {number} day
 * @param {number} outcomeWeight
 * @param {import('./random.mjs').RandomStream} random
 * @returns {Use[]}
 */
function usesOf(person, day, outcomeWeight, random) {
  // People learn: the circle of features grows over their first months.
  const known = Math.min(person.habits.length, 3 + Math.floor((day - person.joinedDay) / 25));
  const habits = person.habits.slice(0, known).map(({ feature, weight }) => {
    return /** @type {const} */ ([feature, feature.kind === 'outcome' ? weight * outcomeWeight : weight]);
  });
  // Days are much alike: about as many features, about as often each.
  const visits = Math.min(habits.length, 1 + Math.floor(0.6 * person.depth + random.between(0.3, 0.7)));
  /** @type {Set<import('./product.mjs').Feature>} */
  const chosen = new Set();
  while (chosen.size < visits) chosen.add(random.pickWeighted(habits));
  return Array.from(chosen, (feature) => {
    const events = 1 + Math.floor(0.7 * person.depth + random.between(0.3, 0.7));
    const { value } = feature;
    return {
      feature,
      events,
      values: value === undefined ? null : Array.from({ length: events }, () => amount(random, value)),
    };
  });
}

/** @param {import('./random.mjs').RandomStream} random @param {number} typical */
function amount(random, typical) {
  return Math.round(typical * Math.exp(random.normal(0, 0.6)) * 100) / 100;
}
