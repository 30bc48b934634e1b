// @ts-check
import { doBusiness, openContract } from './contract.mjs';
import { firstFortune, meetFortune } from './fortune.mjs';
import { feelTheDay, firstMood } from './mood.mjs';
import { firstPeople, movePeople } from './people.mjs';
import { randomStream } from './random.mjs';
import { lookAfter } from './team.mjs';
import { raiseVoices } from './voices.mjs';
import { workInProduct } from './work.mjs';

/**
 * All that happened to an account from its first recorded day through the last day told.
 * @typedef {object} Life
 * @property {import('./accounts.mjs').Account} account
 * @property {import('./accounts.mjs').World} world
 * @property {Record<'mood' | 'fortune' | 'contract' | 'people' | 'work' | 'voices' | 'team', import('./random.mjs').RandomStream>} random
 * @property {import('./mood.mjs').Mood} mood
 * @property {import('./fortune.mjs').Fortune} fortune
 * @property {import('./contract.mjs').Contract} contract
 * @property {import('./people.mjs').Person[]} people
 * @property {import('./work.mjs').WorkDay[]} workDays
 * @property {import('./voices.mjs').Ticket[]} tickets
 * @property {import('./voices.mjs').Response[]} responses
 * @property {import('./team.mjs').Intervention[]} interventions
 * @property {number | null} churnedDay first day without a contract
 */

/**
 * Lives an account day by day. Every draw depends only on days already lived, so that telling the story to a later
 * day repeats it word for word and then goes on.
 * @param {import('./accounts.mjs').World} world
 * @param {import('./accounts.mjs').Account} account
 * @param {number} throughDay
 * @returns {Life}
 */
export function liveAccount(world, account, throughDay) {
  const stream = (/** @type {string} */ name) => randomStream(world.seed, account.id, name);
  /** @type {Life} */
  const life = {
    account,
    world,
    random: {
      mood: stream('mood'),
      fortune: stream('fortune'),
      contract: stream('contract'),
      people: stream('people'),
      work: stream('work'),
      voices: stream('voices'),
      team: stream('team'),
    },
    mood: firstMood(account),
    fortune: firstFortune(),
    contract: { seats: 0, price: 1, termEnd: 0, leaving: false, leavingSince: 0, fade: 0, lines: [] },
    people: [],
    workDays: [],
    tickets: [],
    responses: [],
    interventions: [],
    churnedDay: null,
  };
  const firstDay = Math.max(account.createdDay, world.startDay);
  openContract(life, firstDay);
  firstPeople(life, firstDay);
  for (let day = firstDay; day <= throughDay; day++) {
    meetFortune(life, day);
    feelTheDay(life, day);
    doBusiness(life, day);
    if (life.churnedDay !== null) break;
    movePeople(life, day);
    workInProduct(life, day);
    raiseVoices(life, day);
    if (!world.leftAlone) lookAfter(life, day);
  }
  return life;
}
