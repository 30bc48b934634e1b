// @ts-check
import { isOutage, priceLevel } from './calendar.mjs';
import { present } from './people.mjs';

/**
 * How an account feels about the product, on scales where 0 is lukewarm and 1 is good.
 * @typedef {object} Mood
 * @property {number} engagement drives use
 * @property {number} satisfaction drives tickets, surveys and, with engagement, whether they stay
 * @property {number} trouble fresh annoyance: outages, slow support, a dearer bill. Fades.
 * @property {number} erosion how far a competitor or a reorganisation has pulled them away
 * @property {number} care what the team's help still does for them. Fades.
 * @property {{ until: number, depth: number, returns: boolean } | null} drift an erosion under way
 */

/** @param {import('./accounts.mjs').Account} account @returns {Mood} */
export function firstMood(account) {
  return {
    engagement: account.fit,
    satisfaction: 0.4 + 0.6 * account.fit,
    trouble: 0,
    erosion: 0,
    care: 0,
    drift: null,
  };
}

/**
 * One day of feeling: each level is drawn back to where fit and events put it, with noise.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function feelTheDay(life, day) {
  const { mood, world, account } = life;
  const random = life.random.mood;
  drift(mood, random, day, day - account.createdDay);
  if (isOutage(world.seed, day)) mood.trouble += random.between(0.1, 0.6);
  if (priceLevel(world.startDay, day) > priceLevel(world.startDay, day - 1))
    mood.trouble += random.between(0, 0.5);
  mood.trouble *= 0.984;
  mood.care *= 0.991;

  const champion = present(life.people).some((person) => person.role === 'champion');
  const engagementLevel =
    account.fit + (champion ? 0.15 : -0.55) + 0.45 * mood.care - mood.erosion - 0.2 * mood.trouble;
  mood.engagement += 0.022 * (engagementLevel - mood.engagement) + random.normal(0, 0.03);
  const satisfactionLevel =
    0.35 + 0.45 * account.fit + 0.35 * mood.engagement + 0.5 * mood.care - mood.trouble;
  mood.satisfaction += 0.02 * (satisfactionLevel - mood.satisfaction) + random.normal(0, 0.03);
}

/**
 * @param {Mood} mood
 * @param {import('./random.mjs').RandomStream} random
 * @param {number} day
 * @param {number} age days as a customer
 */
function drift(mood, random, day, age) {
  if (!mood.drift && age > 60 && random.chance(0.2 / 365)) {
    mood.drift = {
      until: day + random.whole(60, 170),
      depth: random.between(0.9, 2.8),
      returns: random.chance(0.4),
    };
  }
  if (!mood.drift) {
    mood.erosion *= 0.985;
    return;
  }
  mood.erosion += 0.02 * (mood.drift.depth - mood.erosion);
  if (day >= mood.drift.until) {
    if (mood.drift.returns) mood.drift = null;
    else mood.drift.until = Number.POSITIVE_INFINITY;
  }
}
