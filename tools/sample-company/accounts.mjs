// @ts-check
import { addOns, managers, segments } from './product.mjs';
import { randomStream } from './random.mjs';
import { companyRoots, industries, places } from './vocabulary.mjs';

/**
 * What an account is from its first day on.
 * @typedef {object} Account
 * @property {string} id
 * @property {string} name
 * @property {string} domain of its people's mail addresses: below .example, which no mail ever reaches
 * @property {import('./product.mjs').Segment} segment
 * @property {string} industry
 * @property {{ country: string, timezone: string, offset: number }} place
 * @property {{ name: string, email: string } | null} owner
 * @property {number} createdDay
 * @property {number} seats bought at the start
 * @property {number} billingMonths
 * @property {number} discount
 * @property {{ product: string, seatPrice: number }[]} addOns
 * @property {number} fit how well the product suits them, about -1.5 to 2; nobody sees it, much follows from it
 * @property {number} bustle how much they do in the product for what they feel about it: some are quiet and content
 * @property {number} loyalty how hard leaving would be for them; nobody sees it, and use says nothing of it
 * @property {number} thrift how much they mind a dearer bill
 */

/**
 * @typedef {object} World
 * @property {string} seed
 * @property {number} startDay first day of recorded use
 * @property {number} [leaving] log-odds by which accounts leave more readily, or where negative less, at the end of a term
 * @property {boolean} [leftAlone] nobody looks after the accounts: what would have been without the team
 */

/** Customers there are when the story begins, and how many join each day. */
const established = 282;
const joiningPerDay = 0.232;
const oldestDays = 1400;

/**
 * All accounts that exist by the end of `throughDay`, in order of joining. A later day only adds to the end.
 * @param {World} world
 * @param {number} throughDay
 * @returns {Account[]}
 */
export function drawAccounts(world, throughDay) {
  const arrivals = randomStream(world.seed, 'arrivals');
  const ages = Array.from(
    { length: established },
    () => 5 + Math.round(arrivals.uniform() ** 1.6 * oldestDays),
  );
  const created = ages.sort((a, b) => b - a).map((age) => world.startDay - age);
  for (let day = world.startDay; day <= throughDay; day++) {
    const joining = arrivals.poisson(joiningPerDay);
    for (let i = 0; i < joining; i++) created.push(day);
  }
  const names = new Set();
  return created.map((createdDay, index) => drawAccount(world.seed, index, createdDay, names));
}

/**
 * @param {string} seed
 * @param {number} index
 * @param {number} createdDay
 * @param {Set<string>} names taken so far
 * @returns {Account}
 */
function drawAccount(seed, index, createdDay, names) {
  const id = String(1001 + index);
  const random = randomStream(seed, 'account', id);
  const segment = random.pickWeighted(segments.map((segment) => [segment, segment.share]));
  const [industry, words] = random.pick(industries);
  const [low, high] = segment.seats;
  const [root, name] = drawName(random, words, names);
  return {
    id,
    name,
    domain: `${root}-${id}.example`.toLowerCase(),
    segment,
    industry,
    place: random.pickWeighted(places),
    owner: random.chance(0.012)
      ? null
      : random.pickWeighted(managers.map((manager) => [manager, manager.share])),
    createdDay,
    seats: Math.round(low * (high / low) ** random.uniform()),
    billingMonths: random.pickWeighted(segment.terms),
    discount: random.pickWeighted([
      [0, 6],
      [0.05, 1],
      [0.1, 2],
      [0.15, 1],
      [0.2, 1],
    ]),
    addOns: addOns.filter((addOn) => random.chance(addOn.share)),
    fit: Math.min(2, Math.max(-1.8, random.normal(0.3, 0.75))),
    bustle: random.normal(0, 0.5),
    loyalty: random.normal(0, 0.9),
    thrift: Math.exp(random.normal(0, 0.7)),
  };
}

/**
 * A company name nobody has yet, with its root.
 * @param {import('./random.mjs').RandomStream} random
 * @param {readonly string[]} words of its industry
 * @param {Set<string>} names
 * @returns {[string, string]}
 */
function drawName(random, words, names) {
  for (;;) {
    const root = random.pick(companyRoots);
    const name = `${root} ${random.pick(words)}`;
    if (names.has(name)) continue;
    names.add(name);
    return [root, name];
  }
}
