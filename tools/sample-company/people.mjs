// @ts-check
import { features } from './product.mjs';
import { firstNames, lastNames, titles } from './vocabulary.mjs';

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string} email
 * @property {string} title
 * @property {import('./product.mjs').UserRole} role
 * @property {number} joinedDay
 * @property {number | null} leftDay
 * @property {number} roleDay the day the present role began
 * @property {number} keenness how often they come, against the others
 * @property {number} depth how much they do when they come
 * @property {number} taste how they would answer a survey, against the account's mood
 * @property {{ feature: import('./product.mjs').Feature, weight: number }[]} habits the features they use
 * @property {number} awayUntil end of their holiday
 */

/** Those who have not left. @param {readonly Person[]} people */
export function present(people) {
  return people.filter((person) => person.leftDay === null);
}

/**
 * The people an account has on its first recorded day.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function firstPeople(life, day) {
  const { account, contract } = life;
  const random = life.random.people;
  const isNew = account.createdDay === day;
  const fill = Math.min(1, Math.max(0.4, random.normal(0.68 + 0.09 * account.fit, 0.13)));
  const count = isNew ? Math.min(contract.seats, random.whole(2, 4)) : Math.ceil(contract.seats * fill);
  for (let i = 0; i < count; i++) {
    const role =
      i < account.segment.champions ? 'champion' : i === account.segment.champions ? 'admin' : 'member';
    const age = isNew ? 0 : Math.floor((day - account.createdDay) * (i < 3 ? 1 : random.uniform()));
    addPerson(life, day - age, role);
  }
}

/**
 * One day among people: some leave, some join, and a lost champion is replaced after a while.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function movePeople(life, day) {
  const { people, account, contract, mood } = life;
  const random = life.random.people;
  for (const person of present(people)) {
    if (random.chance((person.role === 'champion' ? 0.14 : 0.1) / 365)) person.leftDay = day;
    else if (day > person.awayUntil && random.chance(1.8 / 365)) person.awayUntil = day + random.whole(3, 10);
  }
  const team = present(people);
  const champions = team.filter((person) => person.role === 'champion').length;
  if (champions === 0 && random.chance(1 / 70)) promote(team, random, day);

  // New accounts fill their seats over their first months; later the team follows the mood.
  const age = day - account.createdDay;
  const ramp = Math.min(1, 0.25 + age / 80);
  const target = contract.seats * Math.min(1.02, Math.max(0.3, 0.72 + 0.14 * mood.engagement)) * ramp;
  if (
    !contract.leaving &&
    team.length < target &&
    random.chance(Math.min(0.9, (target - team.length) * 0.06))
  ) {
    addPerson(life, day, random.chance(0.06) ? 'admin' : 'member');
  }
}

/**
 * @param {Person[]} team
 * @param {import('./random.mjs').RandomStream} random
 * @param {number} day
 */
function promote(team, random, day) {
  if (team.length === 0) return;
  const person = random.pick(team);
  person.role = 'champion';
  person.roleDay = day;
  person.title = random.pick(titles.champion);
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} joinedDay
 * @param {import('./product.mjs').UserRole} role
 */
function addPerson({ account, people, random: { people: random } }, joinedDay, role) {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const number = people.length + 1;
  // One in eight never gets into the habit.
  const keenness = random.chance(0.12) ? -2.6 : random.normal(role === 'member' ? 0 : 0.6, 0.8);
  people.push({
    id: `${account.id}-${number}`,
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}.${number}@${account.domain}`,
    title: random.pick(titles[role]),
    role,
    joinedDay,
    leftDay: null,
    roleDay: joinedDay,
    keenness,
    depth: Math.exp(random.normal(0, 0.5)),
    taste: random.normal(0, 0.7),
    habits: drawHabits(random, role),
    awayUntil: 0,
  });
}

/**
 * @param {import('./random.mjs').RandomStream} random
 * @param {import('./product.mjs').UserRole} role
 */
function drawHabits(random, role) {
  return features
    .map((feature) => {
      const fits = feature.role === undefined ? 1 : feature.role === role ? 3.5 : 0.35;
      return { feature, weight: feature.popularity * fits * Math.exp(random.normal(0, 0.9)) };
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, random.whole(5, 12))
    .filter(({ weight }, _, [first]) => weight > 0.2 * (first?.weight ?? 0));
}

/** @param {string} name */
function plain(name) {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
