import type { ScoreChange } from '../../../src-preload/contract/health';
import type { BookMoment, HealthChange, HealthPart } from '../../../src-preload/contract/reports/change';
import { formatDay } from '../../lib/day';
import { wholeParts } from './whole-parts';

/** An account at a moment. */
export interface AccountThen {
  readonly isCustomer: boolean;
  /** In tenths of a point; null without a score of which enough is known. */
  readonly tenths: number | null;
}

/** An account's part of what moved the book. */
export interface PartOfAccount {
  readonly part: HealthPart;
  /** Of who stays the tenths that moved; of others their score. */
  readonly tenths: number;
}

/** What accounts add up to at two moments. Scores in tenths of a point. */
export interface BookTally {
  readonly before: Side;
  readonly after: Side;
  stayed: number;
  rose: number;
  fell: number;
  readonly parts: Map<HealthPart, { tenths: number; accounts: number }>;
}

interface Side {
  customers: number;
  scored: number;
  tenths: number;
}

export function emptyBook(): BookTally {
  const side = () => ({ customers: 0, scored: 0, tenths: 0 });
  return { before: side(), after: side(), stayed: 0, rose: 0, fell: 0, parts: new Map() };
}

/**
 * What of a book's change an account is: its measures and rules where it has a score at both moments, and its score where it has
 * one at only one of them.
 * @param explain why its score changed, asked of who stays alone; null where nothing explains it
 */
export function partsOfAccount(
  before: AccountThen,
  after: AccountThen,
  explain: () => ScoreChange | null,
): PartOfAccount[] {
  const [from, to] = [scoreOf(before), scoreOf(after)];
  if (from !== null && to !== null) return partsOfStayer(to - from, from === to ? null : explain());
  if (from !== null) return [{ part: after.isCustomer ? 'unknown' : 'left', tenths: from }];
  if (to !== null) return [{ part: before.isCustomer ? 'known' : 'came', tenths: to }];
  return [];
}

/** @param change of the score as it was kept: what its explanation leaves of it is a part of its own */
function partsOfStayer(change: number, why: ScoreChange | null): PartOfAccount[] {
  const told: PartOfAccount[] =
    why === null
      ? []
      : [
          { part: 'rules' as const, tenths: tenthsOf(why.rules?.shownTotal ?? 0) },
          ...why.effects.map(({ measure, shownTotal }) => ({ part: measure, tenths: tenthsOf(shownTotal) })),
        ];
  const rest = change - told.reduce((sum, { tenths }) => sum + tenths, 0);
  return [...told, { part: 'other' as const, tenths: rest }].filter(({ tenths }) => tenths !== 0);
}

export function addToBook(
  tally: BookTally,
  before: AccountThen,
  after: AccountThen,
  parts: readonly PartOfAccount[],
): void {
  addSide(tally.before, before);
  addSide(tally.after, after);
  const [from, to] = [scoreOf(before), scoreOf(after)];
  if (from !== null && to !== null) {
    tally.stayed += 1;
    if (to > from) tally.rose += 1;
    if (to < from) tally.fell += 1;
  }
  for (const { part, tenths } of parts) {
    const sum = tally.parts.get(part) ?? { tenths: 0, accounts: 0 };
    tally.parts.set(part, { tenths: sum.tenths + tenths, accounts: sum.accounts + 1 });
  }
}

function addSide(side: Side, then: AccountThen): void {
  if (then.isCustomer) side.customers += 1;
  const tenths = scoreOf(then);
  if (tenths === null) return;
  side.scored += 1;
  side.tenths += tenths;
}

function scoreOf({ isCustomer, tenths }: AccountThen): number | null {
  return isCustomer ? tenths : null;
}

/**
 * Why the mean score of a book's customers changed. Who stays moves it by what its score moved, measure by measure; who came or
 * left (or came to be known, or no longer is) by how far its score lies from the mean of the moment at which it is counted. All of
 * it is divided by who stays, and so it adds up exactly: with s stayers, n(after) mean(after) = sum of stayers + sum of comers, so
 * mean(after) - mean of stayers = sum of (comer - mean(after)) / s; and so before.
 * @param order in which parts are told
 */
export function bookChange(
  tally: BookTally,
  days: { readonly from: number; readonly to: number },
  order: readonly HealthPart[],
): Omit<HealthChange, 'asOf'> {
  const { stayed, rose, fell } = tally;
  const before = momentOf(tally.before, days.from);
  const after = momentOf(tally.after, days.to);
  return { before, after, stayed, rose, fell, parts: shownParts(tally, before, after, order) };
}

function shownParts(
  tally: BookTally,
  before: BookMoment,
  after: BookMoment,
  order: readonly HealthPart[],
): HealthChange['parts'] {
  if (tally.stayed === 0 || before.mean === null || after.mean === null) return [];
  const moved = order.filter((part) => tally.parts.has(part));
  const whole = wholeParts(
    moved.map((part) => amountOf(tally, part) / tally.stayed),
    tenthsOf(after.mean) - tenthsOf(before.mean),
  );
  return moved.map((part, place) => ({
    part,
    points: (whole[place] ?? 0) / 10,
    accounts: tally.parts.get(part)?.accounts ?? 0,
  }));
}

/** What a part's accounts move together, in tenths; divided by who stays it is the part. */
export function amountOf(tally: BookTally, part: HealthPart): number {
  const { tenths = 0, accounts = 0 } = tally.parts.get(part) ?? {};
  return signedFrom(tally, part, tenths, accounts);
}

/** The same of some of its accounts. @param tenths what they add up to */
export function signedFrom(tally: BookTally, part: HealthPart, tenths: number, accounts: number): number {
  if (part === 'left' || part === 'unknown') return accounts * meanOf(tally.before) - tenths;
  if (part === 'came' || part === 'known') return tenths - accounts * meanOf(tally.after);
  return tenths;
}

function momentOf(side: Side, day: number): BookMoment {
  const { customers, scored } = side;
  return {
    day: formatDay(day),
    customers,
    scored,
    mean: scored === 0 ? null : Math.round(meanOf(side)) / 10,
  };
}

function meanOf({ tenths, scored }: Side): number {
  return scored === 0 ? 0 : tenths / scored;
}

function tenthsOf(points: number): number {
  return Math.round(10 * points);
}
