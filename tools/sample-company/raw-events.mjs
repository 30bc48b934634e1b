// @ts-check
import { dayMs } from './calendar.mjs';
import { randomStream } from './random.mjs';

/**
 * The single events behind one person's day: a sitting or a few, in working hours where they are, minutes between
 * events. The same day gives the same moments whenever it is written.
 * @param {import('./account-life.mjs').Life} life
 * @param {import('./work.mjs').WorkDay} workDay
 * @returns {{ id: string, feature: import('./product.mjs').Feature, at: number, value: number | null }[]} `at` in ms
 */
export function eventsOfDay({ account, world }, { userId, day, uses }) {
  const random = randomStream(world.seed, 'moments', userId, day);
  const todo = uses.flatMap(({ feature, events, values }) =>
    Array.from({ length: events }, (_, i) => ({ feature, value: values?.[i] ?? null })),
  );
  let at = firstSitting(random, account.place.offset);
  return todo.map(({ feature, value }, i) => {
    at += random.between(20_000, 420_000);
    if (random.chance(0.16)) at += random.between(35, 150) * 60_000;
    const ofDay = Math.floor((at % dayMs) / 1000) * 1000;
    return { id: `${userId}-${day}-${i}`, feature, at: day * dayMs + ofDay, value };
  });
}

/**
 * When the day's first sitting begins, ms after midnight UTC.
 * @param {import('./random.mjs').RandomStream} random
 * @param {number} offset hours from UTC
 */
function firstSitting(random, offset) {
  const localHour = Math.min(18, Math.max(6.5, random.normal(10.4, 2.1)));
  return ((localHour - offset + 24) % 24) * 3_600_000;
}
