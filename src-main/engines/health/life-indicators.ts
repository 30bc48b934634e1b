import type { RiskIndicator } from '../../../src-preload/contract/domain';
import {
  counted,
  percentOf,
  spellAmount,
  spellDay,
  spellDays,
  spellPoints,
  upToTenth,
} from '../../../src-preload/contract/words';
import { type Fall, revenueLost, seatsLost, seriousFall } from '../life/contraction';
import { isAskedAbout } from '../life/standing';
import { type IndicatorInputs, indicator } from './indicator';
import { micropointsPerPoint } from './points';

/** Facts of the contract and of the account's life: what was given up, what is about to end, what has ended. */
export function lifeIndicators(inputs: IndicatorInputs): (RiskIndicator | null)[] {
  return [
    noticeGiven(inputs),
    subscriptionsEnded(inputs),
    renewalOverdue(inputs),
    seatsReduced(inputs),
    revenueReduced(inputs),
    renewalSoonAndFalling(inputs),
  ];
}

/** Subscriptions that run out without a word press when their end is near. */
const runsOutWithin = 90;

function noticeGiven({ life, asOf, batch, account }: IndicatorInputs): RiskIndicator | null {
  if (life === null || life.standing !== 'leaving') return null;
  const { lastDay, isSaid } = life;
  const given = batch.noticeDay[account] as number;
  if (!isSaid) {
    const isNear = lastDay - asOf <= runsOutWithin;
    const text = `Its subscriptions end on ${spellDay(lastDay)} (in ${spellDays(lastDay - asOf)}), and none is known to follow.`;
    return indicator('notice_given', isNear ? 'serious' : 'watch', null, text);
  }
  const since = given > 0 && given <= asOf ? given : null;
  const when = since === null ? 'Notice was given' : `Notice was given on ${spellDay(since)}`;
  const leaves =
    lastDay === 0
      ? 'the day it leaves is not known'
      : `it leaves on ${spellDay(lastDay)} (${lastDay === asOf ? 'today' : `in ${spellDays(lastDay - asOf)}`})`;
  return indicator('notice_given', 'serious', since, `${when}: ${leaves}.`);
}

function subscriptionsEnded({ life, lastActivityDay, asOf }: IndicatorInputs): RiskIndicator | null {
  if (life === null || !isAskedAbout(life, lastActivityDay, asOf)) return null;
  const { lastDay } = life;
  const isUsed = lastActivityDay > lastDay ? `, but it was still used on ${spellDay(lastActivityDay)}` : '';
  // The day that stands in the company's own row: the first one without a subscription.
  const text = `Every paid subscription has ended, the last one on ${spellDay(lastDay + 1)}${isUsed}. Has it left, or is a renewal missing?`;
  return indicator('subscriptions_ended', 'serious', lastDay + 1, text);
}

/** Bills and signatures take their time; after two weeks somebody should ask. */
const patienceDays = 14;

function renewalOverdue({ commercial: { renewal } }: IndicatorInputs): RiskIndicator | null {
  if (renewal === null || renewal.overdueDays === 0) return null;
  const { day, overdueDays } = renewal;
  const text = `The renewal of ${spellDay(day)} is ${counted(overdueDays, 'day')} overdue.`;
  return indicator('renewal_overdue', overdueDays > patienceDays ? 'serious' : 'watch', day, text);
}

function severityOf({ share }: Fall): RiskIndicator['severity'] {
  return share >= seriousFall - 1e-9 ? 'serious' : 'watch';
}

function seatsReduced({ asOf, commercial: { terms } }: IndicatorInputs): RiskIndicator | null {
  const fall = seatsLost(terms, asOf);
  if (fall === null) return null;
  const { before, now, share } = fall;
  const text = `Seats went from ${upToTenth(before)} to ${upToTenth(now)} within 90 days (-${percentOf(share)}).`;
  return indicator('seats_reduced', severityOf(fall), null, text);
}

/** Less money for as many seats. Where seats fell as well it is one fact, told by the seats, unless money fell further. */
function revenueReduced({ asOf, commercial: { terms } }: IndicatorInputs): RiskIndicator | null {
  const fall = revenueLost(terms, asOf);
  if (fall === null) return null;
  const seats = seatsLost(terms, asOf);
  if (seats !== null && (severityOf(seats) === 'serious' || severityOf(fall) === 'watch')) return null;
  const { before, now, share, currency } = fall;
  const unit = currency === undefined ? '' : `${currency} `;
  const text = `Revenue went from ${unit}${spellAmount(before)} to ${unit}${spellAmount(now)} a month within 90 days (-${percentOf(share)}).`;
  return indicator('revenue_reduced', severityOf(fall), null, text);
}

function renewalSoonAndFalling({
  commercial: { renewal },
  asOf,
  change28,
}: IndicatorInputs): RiskIndicator | null {
  if (renewal === null || renewal.day - asOf > 90 || change28 === null || change28 > -5 * micropointsPerPoint)
    return null;
  const { day, overdueDays } = renewal;
  const fall = spellPoints(change28 / micropointsPerPoint);
  const when = overdueDays > 0 ? `${spellDays(overdueDays)} overdue` : `${spellDays(day - asOf)} away`;
  const text = `The renewal on ${spellDay(day)} is ${when} and the score fell by ${fall} in 28 days.`;
  return indicator('renewal_soon_and_falling', 'serious', null, text);
}
