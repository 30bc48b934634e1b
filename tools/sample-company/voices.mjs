// @ts-check
import { dayMs, isOutage, workload } from './calendar.mjs';
import { present } from './people.mjs';
import { npsComments, outageSubjects, ticketSubjects } from './vocabulary.mjs';

/**
 * @typedef {object} Ticket
 * @property {string} id
 * @property {string} userId
 * @property {string} subject
 * @property {'low' | 'normal' | 'high' | 'urgent'} severity
 * @property {number} openedAt ms
 * @property {number} resolvedAt ms; may lie after the last day told
 * @property {number | null} satisfaction 1-5, asked when resolved
 *
 * @typedef {object} Response
 * @property {string} id
 * @property {string} userId
 * @property {'nps' | 'csat' | 'ces'} kind
 * @property {number} score
 * @property {string | null} comment
 * @property {number} respondedAt ms
 */

/** Days between two survey waves in an account. */
const surveyEvery = 91;

/**
 * One day of tickets and answers.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function raiseVoices(life, day) {
  const { account, world, mood } = life;
  const random = life.random.voices;
  const people = present(life.people).filter((person) => person.keenness > -2);
  const [first] = people;
  if (!first) return;
  const outage = isOutage(world.seed, day);
  const annoyance = Math.exp(0.7 * limit(mood.trouble, 0, 2) - 0.25 * limit(mood.satisfaction, -2, 2));
  const tickets = random.poisson(people.length * 0.0042 * workload(day) * annoyance * (outage ? 9 : 1));
  for (let i = 0; i < tickets; i++) openTicket(life, day, people, outage);

  const phase = Number(account.id) % surveyEvery;
  if (day - account.createdDay > 40 && (day + phase) % surveyEvery === 0) {
    for (const person of people) if (random.chance(0.24)) answerNps(life, day, person);
  }
  if (day - account.createdDay === 60) {
    const ease = Math.round(limit(4.6 + mood.satisfaction + random.normal(0, 0.8), 1, 7));
    respond(life, 'ces', day, first, ease, null);
  }
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 * @param {import('./people.mjs').Person[]} people
 * @param {boolean} outage
 */
function openTicket(life, day, people, outage) {
  const { account, mood, tickets } = life;
  const random = life.random.voices;
  const heat = Math.exp(0.6 * limit(mood.trouble, 0, 2));
  const severity = random.pickWeighted(
    /** @type {const} */ ([
      ['low', 4],
      ['normal', 8],
      ['high', 1.7 * heat],
      ['urgent', (outage ? 3 : 0.35) * heat],
    ]),
  );
  const subject =
    outage && severity !== 'low' ? random.pick(outageSubjects) : random.pick(ticketSubjects[severity]);
  const openedAt = timeOfDay(life, day);
  const typicalHours = { low: 40, normal: 26, high: 14, urgent: 5 }[severity];
  const hours = typicalHours * Math.exp(random.normal(0, 0.9));
  // A small team all feels one bad ticket; in a large one most people never hear of it.
  if (severity === 'high' || severity === 'urgent')
    mood.trouble += Math.min(0.5, 0.1 + hours / 200) / (1 + people.length / 12);
  const feeling = 3.5 + 0.7 * mood.satisfaction - hours / 60 + random.normal(0, 0.7);
  tickets.push({
    id: `${account.id}-${tickets.length + 1}`,
    userId: random.pick(people).id,
    subject,
    severity,
    openedAt,
    resolvedAt: openedAt + Math.round(hours * 3600) * 1000,
    satisfaction: random.chance(0.45) ? Math.round(limit(feeling, 1, 5)) : null,
  });
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 * @param {import('./people.mjs').Person} person
 */
function answerNps(life, day, person) {
  const random = life.random.voices;
  const score = Math.round(
    limit(7.2 + 1.7 * life.mood.satisfaction + 1.3 * person.taste + random.normal(0, 1), 0, 10),
  );
  const kind = score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor';
  respond(life, 'nps', day, person, score, random.chance(0.4) ? random.pick(npsComments[kind]) : null);
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {'nps' | 'csat' | 'ces'} kind
 * @param {number} day
 * @param {import('./people.mjs').Person} person
 * @param {number} score
 * @param {string | null} comment
 */
function respond(life, kind, day, person, score, comment) {
  const { account, responses } = life;
  const id = `${account.id}-${responses.length + 1}`;
  responses.push({ id, userId: person.id, kind, score, comment, respondedAt: timeOfDay(life, day) });
}

/** A moment of that UTC day in the account's working hours. @param {import('./account-life.mjs').Life} life @param {number} day */
function timeOfDay(life, day) {
  const hour = (life.random.voices.between(8, 18) - life.account.place.offset + 24) % 24;
  return day * dayMs + Math.floor(hour * 3600) * 1000;
}

/** @param {number} value @param {number} low @param {number} high */
function limit(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
