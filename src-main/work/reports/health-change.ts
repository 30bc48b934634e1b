import { setImmediate as breathe } from 'node:timers/promises';
import {
  type HealthAccounts,
  type HealthChange,
  type HealthPart,
  healthParts,
  mostHealthAccounts,
} from '../../../src-preload/contract/reports/change';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import {
  type AccountThen,
  addToBook,
  type BookTally,
  bookChange,
  emptyBook,
  type PartOfAccount,
  partsOfAccount,
  signedFrom,
} from '../../engines/health/book-change';
import { explainChange } from '../../engines/health/explain-change';
import { wholeParts } from '../../engines/health/whole-parts';
import { isWithin } from '../../engines/life/spells';
import { formatDay } from '../../lib/day';
import { readScoresThen, type ScoreThen } from '../../store/reports/scores-then';
import type { ReadDb } from '../../store/types';
import { configOfVersion } from '../scoring/current-config';
import { eachAccount, type ReportAccount } from './each-account';
import type { Moments } from './revenue-change';

/** Their scores are read and explained in a few milliseconds. */
const accountsAtOnce = 50;

/** An account with where it stood at the two moments. */
interface Compared {
  readonly account: ReportAccount;
  readonly before: AccountThen;
  readonly after: AccountThen;
  readonly parts: readonly PartOfAccount[];
}

/**
 * Why the mean score of the customers changed between the ends of two days.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export async function healthChange(
  db: ReadDb,
  scope: ReportScope,
  moments: Moments,
  asOf: number | null,
): Promise<HealthChange> {
  if (asOf === null) return { asOf: null, before: null, after: null, stayed: 0, rose: 0, fell: 0, parts: [] };
  const tally = await tallyOf(db, scope, moments, asOf, () => undefined);
  return { asOf: formatDay(asOf), ...bookChange(tally, moments, healthParts) };
}

/** The accounts that make a part of the change, the largest first: their amounts add up, and divided by who stayed they are it. */
export async function healthAccounts(
  db: ReadDb,
  scope: ReportScope,
  moments: Moments,
  part: HealthPart,
  asOf: number | null,
  most = mostHealthAccounts,
): Promise<HealthAccounts> {
  const of: { compared: Compared; tenths: number }[] = [];
  if (asOf === null) return { rows: [], total: 0, amount: 0, stayed: 0 };
  const tally = await tallyOf(db, scope, moments, asOf, (compared) => {
    const own = compared.parts.find((one) => one.part === part);
    if (own !== undefined) of.push({ compared, tenths: own.tenths });
  });
  const exact = of.map(({ tenths }) => signedFrom(tally, part, tenths, 1));
  const total = Math.round(exact.reduce((sum, amount) => sum + amount, 0));
  const whole = wholeParts(exact, total);
  const rows = of.map(({ compared: { account, before, after } }, place) => ({
    id: account.organizationId,
    name: account.name,
    before: pointsOf(before),
    after: pointsOf(after),
    amount: (whole[place] ?? 0) / 10,
  }));
  rows.sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount) || left.id - right.id);
  return { rows: rows.slice(0, most), total: rows.length, amount: total / 10, stayed: tally.stayed };
}

function pointsOf({ tenths }: AccountThen): number | null {
  return tenths === null ? null : tenths / 10;
}

async function tallyOf(
  db: ReadDb,
  scope: ReportScope,
  moments: Moments,
  asOf: number,
  take: (compared: Compared) => void,
): Promise<BookTally> {
  const accounts: ReportAccount[] = [];
  await eachAccount(db, scope, asOf, (account) => {
    const { spells } = account;
    if (isWithin(spells, moments.from) || isWithin(spells, moments.to)) accounts.push(account);
  });
  const tally = emptyBook();
  for (let from = 0; from < accounts.length; from += accountsAtOnce) {
    for (const compared of compare(db, accounts.slice(from, from + accountsAtOnce), moments)) {
      addToBook(tally, compared.before, compared.after, compared.parts);
      take(compared);
    }
    await breathe();
  }
  return tally;
}

function compare(db: ReadDb, accounts: readonly ReportAccount[], { from, to }: Moments): Compared[] {
  const ids = accounts.map(({ organizationId }) => organizationId);
  const [scoresFrom, scoresTo] = [readScoresThen(db, ids, from), readScoresThen(db, ids, to)];
  return accounts.map((account) => {
    const [first, second] = [scoresFrom, scoresTo].map((scores) => scores.get(account.organizationId));
    const before = standing(account, from, first);
    const after = standing(account, to, second);
    return { account, before, after, parts: partsOfAccount(before, after, () => why(db, first, second)) };
  });
}

function standing({ spells }: ReportAccount, day: number, score: ScoreThen | undefined): AccountThen {
  const isCustomer = isWithin(spells, day);
  const isTold = isCustomer && score !== undefined && score.band !== null;
  return { isCustomer, tenths: isTold ? Math.round(10 * score.score) : null };
}

function why(db: ReadDb, first: ScoreThen | undefined, second: ScoreThen | undefined) {
  const [from, to] = [first, second].map((score) => (score === undefined ? null : scoredDay(db, score)));
  return from === null || from === undefined || to === null || to === undefined
    ? null
    : explainChange(from, to);
}

/** Null where its rules have no such profile: then nothing explains it. */
function scoredDay(db: ReadDb, { asOf, configVersion, profile: id, raws }: ScoreThen) {
  const config = configOfVersion(db, configVersion);
  const profile = config.organizationProfiles.find((one) => one.id === id);
  return profile === undefined ? null : { asOf, config, profile, raws };
}
