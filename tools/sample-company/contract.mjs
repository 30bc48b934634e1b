// @ts-check
import { addMonths, dayMs, priceLevel } from './calendar.mjs';
import { present } from './people.mjs';

/**
 * A line of the contract for one term; a change of seats within a term ends the line and opens another.
 * @typedef {object} ContractLine
 * @property {string} id
 * @property {string} product
 * @property {number} startedOn
 * @property {number | null} endedOn
 * @property {number} mrr
 * @property {number | null} quantity
 * @property {string | null} unit
 * @property {number} renewsOn
 * @property {number | null} paymentFailedAt ms
 *
 * @typedef {object} Contract
 * @property {number} seats
 * @property {number} price level agreed at the last renewal
 * @property {number} termEnd
 * @property {boolean} leaving decided not to renew
 * @property {number} leavingSince the day of that decision
 * @property {number} fade days in which their use falls to a third once they have decided; infinite: they work on
 * @property {ContractLine[]} lines
 */

/** Most need the product until their last day. */
const fades = /** @type {const} */ ([
  [Number.POSITIVE_INFINITY, 9],
  [70, 6],
  [25, 3],
]);

/** How long before the end of a term they decide, by billing months. @param {number} months */
function daysToDecide(months) {
  return months === 1 ? 21 : months === 6 ? 40 : 60;
}

/**
 * Opens the contract as it stands on the first recorded day.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function openContract(life, day) {
  const { account, world } = life;
  let termStart = account.createdDay;
  for (let term = 1; addMonths(account.createdDay, term * account.billingMonths) <= day; term++) {
    termStart = addMonths(account.createdDay, term * account.billingMonths);
  }
  life.contract.seats = account.seats;
  life.contract.price = priceLevel(world.startDay, termStart);
  startTerm(life, termStart);
}

/**
 * One day of business: decisions, renewals, more seats, failing payments. Sets `churnedDay` when they go.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
export function doBusiness(life, day) {
  const { contract, account } = life;
  const random = life.random.contract;
  if (
    day === contract.termEnd - daysToDecide(account.billingMonths) &&
    random.chance(chanceOfLeaving(life, day))
  ) {
    contract.leaving = true;
    contract.leavingSince = day;
    contract.fade = random.pickWeighted(fades);
  }
  if (day === life.fortune.endsOn || (day === contract.termEnd && contract.leaving)) {
    endLines(contract, day);
    life.churnedDay = day;
    return;
  }
  if (day === contract.termEnd) {
    renew(life, day);
  } else if (contract.termEnd - day > 20 && random.chance(0.005) && isFull(life)) {
    endLines(contract, day);
    contract.seats = Math.ceil(contract.seats * random.between(1.1, 1.35));
    openLines(life, day);
  }
  // Cards fail now and then; bills of the unhappy fail more often.
  const worry = Math.exp(-0.5 * life.mood.satisfaction);
  if (random.chance(((account.billingMonths === 1 ? 0.022 : 0.006) / 30) * worry)) {
    const line = contract.lines.at(-1);
    if (line) line.paymentFailedAt = (day + random.uniform()) * dayMs;
  }
}

/**
 * Feelings count, and so do things that no use shows: habit, budgets, a dearer bill.
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
function chanceOfLeaving({ mood, account, contract, fortune, world }, day) {
  // A short term gives many occasions to leave, a long one few.
  const ofTerm = account.billingMonths === 1 ? -4.6 : account.billingMonths === 6 ? -3 : -2.3;
  const base = ofTerm + (world.leaving ?? 0);
  const feeling = 0.8 * mood.engagement + 0.6 * mood.satisfaction + mood.care + account.loyalty;
  const dearer = Math.log(priceLevel(world.startDay, contract.termEnd) / contract.price);
  const cut = fortune.cutUntil > day ? 1.4 : 0;
  return 1 / (1 + Math.exp(-(base - feeling + 8 * account.thrift * dearer + cut)));
}

/** @param {import('./account-life.mjs').Life} life */
function isFull({ people, contract, mood }) {
  return mood.engagement > 0.4 && present(people).length >= 0.93 * contract.seats;
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
function renew(life, day) {
  const { contract, world } = life;
  endLines(contract, day);
  const wanted = present(life.people).length / 0.86;
  if (life.random.contract.chance(0.5) && (wanted < contract.seats * 0.8 || wanted > contract.seats)) {
    contract.seats = Math.max(3, Math.round(Math.min(wanted, contract.seats * 1.4)));
  }
  contract.price = priceLevel(world.startDay, day);
  startTerm(life, day);
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
function startTerm(life, day) {
  life.contract.termEnd = addMonths(day, life.account.billingMonths);
  openLines(life, day);
}

/**
 * @param {import('./account-life.mjs').Life} life
 * @param {number} day
 */
function openLines({ account, contract }, day) {
  const { plan, seatPrice, platformPrice } = account.segment;
  /** @param {string} product @param {number} price @param {number | null} quantity */
  const open = (product, price, quantity) => {
    contract.lines.push({
      id: `${account.id}-${contract.lines.length + 1}`,
      product,
      startedOn: day,
      endedOn: null,
      mrr: Math.round(price * contract.price * (1 - account.discount) * 100) / 100,
      quantity,
      unit: quantity === null ? null : 'users',
      renewsOn: contract.termEnd,
      paymentFailedAt: null,
    });
  };
  for (const addOn of account.addOns) open(addOn.product, addOn.seatPrice * contract.seats, null);
  if (platformPrice > 0) open(`${plan} platform`, platformPrice, null);
  open(plan, seatPrice * contract.seats, contract.seats);
}

/** @param {Contract} contract @param {number} day */
function endLines(contract, day) {
  for (const line of contract.lines) line.endedOn ??= day;
}
