// @ts-check
import { dayMs } from './calendar.mjs';
import { decideWhatToDo } from './concern.mjs';
import { present } from './people.mjs';

/**
 * What the sample company's team did for an account, or would have done.
 * @typedef {'check_in' | 'business_review' | 'training' | 'onboarding_help' | 'executive_call' | 'renewal_talk'
 *   | 'success_plan' | 'offer' | 'campaign'} InterventionKind
 * @typedef {object} Intervention
 * @property {string} id
 * @property {InterventionKind} kind
 * @property {string | null} userId the contact addressed
 * @property {'call' | 'meeting' | 'email' | 'in_app' | 'webinar' | 'on_site'} channel
 * @property {number} startedAt ms
 * @property {number} endedAt ms; may lie after the last day told
 * @property {'successful' | 'unsuccessful' | 'no_response' | null} outcome known when it has ended; null: held out
 * @property {boolean} isAutomatic
 * @property {boolean} isHeldOut
 */

/**
 * How each kind goes: how much good it does, how long it takes in days (0: an hour or so), by which channels, and how
 * often nobody answers.
 * @type {Readonly<Record<InterventionKind, {
 *   good: number, days: readonly [number, number], silence: number, channels: readonly Intervention['channel'][]
 * }>>}
 */
const ways = {
  check_in: { good: 0.3, days: [0, 0], silence: 0.15, channels: ['call', 'call', 'email', 'meeting'] },
  business_review: { good: 0.4, days: [0, 0], silence: 0.04, channels: ['meeting', 'meeting', 'on_site'] },
  training: {
    good: 0.5,
    days: [1, 14],
    silence: 0.1,
    channels: ['webinar', 'webinar', 'meeting', 'on_site'],
  },
  onboarding_help: { good: 0.5, days: [10, 40], silence: 0.05, channels: ['meeting', 'webinar', 'call'] },
  executive_call: { good: 0.5, days: [0, 0], silence: 0.1, channels: ['call', 'meeting'] },
  renewal_talk: { good: 0.4, days: [0, 14], silence: 0.08, channels: ['call', 'meeting'] },
  success_plan: { good: 0.7, days: [40, 100], silence: 0.05, channels: ['meeting', 'on_site'] },
  offer: { good: 0.5, days: [3, 20], silence: 0.2, channels: ['email', 'call'] },
  campaign: { good: 0.2, days: [7, 21], silence: 0.55, channels: ['email', 'email', 'in_app'] },
};

/** One in so many accounts is left out of all campaigns, to learn what they achieve. */
const heldOutOf = 4;

/**
 * One day of the team's work for an account.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function lookAfter(life, day) {
  for (const done of life.interventions) {
    if (Math.floor(done.endedAt / dayMs) === day) life.mood.care += goodOf(done);
  }
  const kind = decideWhatToDo(life, day);
  if (kind !== null) begin(life, day, kind);
}

/** @param {Intervention} done */
function goodOf({ kind, outcome, isHeldOut }) {
  if (isHeldOut || outcome === 'no_response') return 0;
  return ways[kind].good * (outcome === 'successful' ? 1 : 0.15);
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 * @param {InterventionKind} kind
 */
function begin(life, day, kind) {
  const { account, interventions, mood } = life;
  const random = life.random.team;
  const way = ways[kind];
  const [shortest, longest] = way.days;
  const length = random.whole(shortest, longest);
  const hour = random.between(8, 16.5);
  const startedAt = moment(day, account.place.offset, hour);
  const silent = random.chance(way.silence);
  const worked = random.chance(1 / (1 + Math.exp(-(0.35 + 0.5 * mood.satisfaction))));
  const isHeldOut = kind === 'campaign' && Number(account.id) % heldOutOf === 0;
  const person = addressed(life);
  interventions.push({
    id: `${account.id}-${interventions.length + 1}`,
    kind,
    userId: kind === 'campaign' ? null : (person?.id ?? null),
    channel: random.pick(way.channels),
    startedAt,
    endedAt: length === 0 ? startedAt + random.whole(20, 80) * 60_000 : startedAt + length * dayMs,
    outcome: isHeldOut ? null : silent ? 'no_response' : worked ? 'successful' : 'unsuccessful',
    isAutomatic: kind === 'campaign',
    isHeldOut,
  });
}

/** The champion, else whoever is left. @param {import('./account-life.mjs').Life} life */
function addressed({ people }) {
  const team = present(people);
  return team.find((person) => person.role === 'champion') ?? team[0];
}

/** A moment of that UTC day, whatever the hour is where they are. @param {number} day @param {number} offset @param {number} hour */
function moment(day, offset, hour) {
  return day * dayMs + Math.floor(((hour - offset + 24) % 24) * 60) * 60_000;
}
