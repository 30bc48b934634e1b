import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { RankWhy, TodayKind } from '../../../src-preload/contract/today';
import { counted, spellPoints } from '../../../src-preload/contract/words';
import { worryOf } from '../risk/headline/headline';
import { type Finding, renewalWindowDays } from './findings';
import type { TodayAccount } from './today-facts';
import { quietDaysOf } from './today-words';

/** What leaving may cost is counted with so much at least, whatever a model says: rules know of what happened today. */
const leastChance: Readonly<Record<RiskLevel, number>> = {
  low: 0.02,
  medium: 0.05,
  high: 0.12,
  critical: 0.25,
};
/** A renewal of an account with which nothing is wrong is a date to know. */
const ofCalmRenewal = 0.1;
/** What somebody means to do for one, and who or what waits for the manager, come after those in danger. */
const ofCalmWork = 0.5;
const calmKinds: ReadonlySet<TodayKind> = new Set<TodayKind>([
  ...([
    'renewal',
    'cta',
    'reply',
    'approval',
    'unsettled',
    'stuck',
    'celebration',
    'set_back',
    'mention',
  ] as const),
]);

/**
 * Where an account stands in the queue, and why: what its leaving is expected to cost (ARR times its chance) times how much presses,
 * 1 and more for everything that is known. Larger first.
 */
export function rankWhyOf(account: TodayAccount, findings: readonly Finding[], today: number): RankWhy {
  const { arr, chance, risk, indicators } = account;
  const least = leastChance[risk ?? 'low'];
  const isCalm =
    findings.every(({ kind }) => calmKinds.has(kind)) &&
    indicators.length === 0 &&
    (risk === 'low' || risk === null);
  const isDateAlone = isCalm && findings.every(({ kind }) => kind === 'renewal');
  return {
    arr,
    chance: Math.max(chance?.p90 ?? 0, least),
    chanceOf: (chance?.p90 ?? 0) > least ? 'model' : 'level',
    calm: isDateAlone ? ofCalmRenewal : isCalm ? ofCalmWork : 1,
    presses: isDateAlone ? [] : pressuresOf(account, today),
  };
}

/** The figure that the queue is ordered by. */
export function rankOf({ arr, chance, calm, presses }: RankWhy): number {
  return arr * chance * calm * presses.reduce((sum, { by }) => sum + by, 1);
}

function pressuresOf(account: TodayAccount, today: number): RankWhy['presses'] {
  const { indicators, change28, pulse, standing, renewsOn } = account;
  const serious = indicators.filter(({ severity }) => severity === 'serious').length;
  const fell = change28 === null ? 0 : Math.max(0, -change28);
  const quiet = quietDaysOf(account, today);
  const worry = pulse === null ? null : worryOf(pulse.points);
  const toRenewal = (renewsOn ?? today) - today;
  const all = [
    { what: counted(serious, 'serious sign'), by: Math.min(2, serious) / 2 },
    {
      what: 'an urgent ticket is open',
      by: indicators.some(({ id }) => id === 'urgent_ticket_open') ? 1 : 0,
    },
    {
      what: toRenewal < 0 ? 'its renewal is overdue' : `it renews in ${counted(toRenewal, 'day')}`,
      by: renewalNearness(account, today),
    },
    { what: `health fell ${spellPoints(fell)} in 28 days`, by: Math.min(1, fell / 20) },
    { what: `nobody was active for ${counted(quiet, 'day')}`, by: Math.min(1, Math.max(0, quiet / 60)) },
    {
      what: 'you are worried about it',
      by: worry === null ? 0 : worry === 'lost' ? 1 : 0.5,
    },
    { what: 'it is leaving', by: standing === 'leaving' ? 1 : 0 },
    { what: 'something is to be done', by: duePressure(account, today) },
    ...waitingPressures(account, today),
  ];
  return all.filter(({ by }) => by > 0).toSorted((a, b) => b.by - a.by);
}

/** Of a call to action that is due: more by the day, up to four weeks. */
function duePressure({ ctas }: TodayAccount, today: number): number {
  if (ctas === null) return 0;
  return 0.25 + (ctas.first.isHigh ? 0.25 : 0) + Math.min(28, today - ctas.first.dueDay) / 56;
}

/** Of people who wait, more by the day up to a week; of messages that ask, more as their last day comes near. */
function waitingPressures(
  { replies, approvals, unsettled, stuck, celebrations, setBacks, mentions }: TodayAccount,
  today: number,
): RankWhy['presses'] {
  const waited = replies === null ? 0 : Math.min(7, Math.max(0, today - replies.first.day));
  const left = approvals === null ? 0 : Math.min(7, Math.max(0, approvals.first.untilDay - today));
  return [
    { what: 'somebody waits for an answer', by: replies === null ? 0 : 0.25 + waited / 28 },
    { what: 'a message asks before it goes', by: approvals === null ? 0 : 0.25 + (7 - left) / 28 },
    { what: 'nobody knows whether a message arrived', by: unsettled === null ? 0 : 0.25 },
    { what: 'a decision of yours came back', by: setBacks === null ? 0 : 0.25 },
    { what: 'a colleague mentioned you', by: mentions === null ? 0 : 0.25 },
    { what: 'a success plan is stuck', by: stuck === null ? 0 : 0.25 },
    { what: 'a celebration is still to go', by: celebrations === null ? 0 : 0.1 },
  ];
}

/** 0 at the edge of the window, 1 on the day and while it is overdue. */
function renewalNearness({ renewsOn }: TodayAccount, today: number): number {
  if (renewsOn === null || renewsOn - today > renewalWindowDays) return 0;
  return Math.min(1, 1 - (renewsOn - today) / (renewalWindowDays + 1));
}
