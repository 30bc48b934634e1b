import { fromMinor } from '../../../src-preload/contract/money';
import {
  mostWeekAccounts,
  type Week,
  type WeekMoves,
  type WeekRisks,
} from '../../../src-preload/contract/week';
import { periodOf } from '../../engines/revenue/movements';
import { renewalOf } from '../../engines/week/renewal-of-week';
import { formatDay, mondayOf } from '../../lib/day';
import { companyCalendar } from '../../store/copy/company-calendar';
import { companyMoney } from '../../store/copy/company-money';
import { countDoneTasks } from '../../store/ctas/read-tasks';
import { isRiskKnown, type RiskMove, readRiskMoves, readWeekPutAway } from '../../store/desk/week';
import { readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { taskCounts } from '../ctas/task-list';
import { eachAccount } from '../reports/each-account';
import { isScoring } from '../scoring/keep-scored';
import { scoringDay } from '../scoring/scoring-day';

interface Scope {
  readonly ownerId?: number | undefined;
}

/**
 * What changed in the company's week that is over, until a person puts it away: made of the copy alone, each figure by the function of
 * its own screen. @returns null where it was put away, and where the copy reaches no day of that week
 */
export async function weekOf(db: ReadDb, scope: Scope, now: number): Promise<Week | null> {
  const calendar = companyCalendar(db);
  const asOf = scoringDay(db, now);
  const monday = mondayOf(calendar.dayOf(now)) - 7;
  if (asOf === null || asOf < monday || readWeekPutAway(db) === formatDay(monday)) return null;
  const since = calendar.startOf(monday);
  const after = calendar.startOf(monday + 7);
  const counts = taskCounts(db, scope.ownerId, now);
  return {
    from: formatDay(monday),
    until: formatDay(monday + 6),
    currency: companyMoney(db).currency,
    ...(await changesKept(db, scope, { monday, asOf }, now)),
    tasksDone: countDoneTasks(db, scope, since) - countDoneTasks(db, scope, after),
    tasksOpen: counts.overdue + counts.today + counts.week + counts.later + counts.undated + counts.resting,
  };
}

type Changes = Pick<Week, 'newRisks' | 'goneRisks' | 'renewalsWon' | 'renewalsLost' | 'moved'>;

interface WeekMade {
  readonly monday: number;
  /** The day to which the copy reaches. */
  readonly asOf: number;
}

/** The last of each store: a week that is over is read through once a day, and not with each key that is pressed on Today. */
const made = new WeakMap<ReadDb, { readonly key: string; readonly changes: Promise<Changes> }>();

function changesKept(db: ReadDb, scope: Scope, week: WeekMade, now: number): Promise<Changes> {
  // While scores are made, the levels of risk are still on their way.
  if (isScoring(db, now))
    return changesOf(db, scope, week).then((changes) => ({ ...changes, newRisks: null, goneRisks: null }));
  const key = `${week.monday} ${week.asOf} ${scope.ownerId ?? 'all'}`;
  const known = made.get(db);
  if (known?.key === key) return known.changes;
  const changes = changesOf(db, scope, week);
  made.set(db, { key, changes });
  changes.catch(() => made.delete(db));
  return changes;
}

async function changesOf(db: ReadDb, scope: Scope, { monday, asOf }: WeekMade): Promise<Changes> {
  const [openDay, closeDay] = [monday - 1, Math.min(monday + 6, asOf)];
  const risks = isRiskKnown(db, { ...scope, openDay })
    ? readRiskMoves(db, { ...scope, openDay, closeDay })
    : null;
  const isNew = ({ after }: RiskMove) => after === 'high' || after === 'critical';
  return {
    newRisks: risks && risksOf(risks.filter(isNew)),
    goneRisks: risks && risksOf(risks.filter((move) => !isNew(move))),
    ...(await revenueOfWeek(db, scope, { openDay, closeDay, asOf })),
  };
}

interface Moved {
  readonly id: number;
  readonly name: string;
  readonly opening: number;
  readonly closing: number;
}

async function revenueOfWeek(
  db: ReadDb,
  scope: Scope,
  { openDay, closeDay, asOf }: { readonly openDay: number; readonly closeDay: number; readonly asOf: number },
): Promise<Pick<Week, 'renewalsWon' | 'renewalsLost' | 'moved'>> {
  const { currency } = companyMoney(db);
  const period = { openDay, closeDay, openRates: openDay, closeRates: closeDay };
  const book = { asOf, worth: readWorth(db) };
  const all: Record<'won' | 'lost' | 'moved', Moved[]> = { won: [], lost: [], moved: [] };
  await eachAccount(db, scope, asOf, (account) => {
    const change = periodOf(account, period, book);
    const { opening, closing } = change;
    const one = { id: account.organizationId, name: account.name, opening, closing };
    const renewal = renewalOf(account, period, change);
    if (renewal !== null) all[renewal].push(one);
    if (opening !== closing) all.moved.push(one);
  });
  return {
    renewalsWon: movesOf(all.won, currency),
    renewalsLost: movesOf(all.lost, currency),
    moved: movesOf(all.moved, currency),
  };
}

/** The largest first. */
function movesOf(moves: readonly Moved[], currency: string | null): WeekMoves {
  const size = ({ opening, closing }: Moved) => Math.abs(closing - opening);
  return {
    count: moves.length,
    amount: fromMinor(
      moves.reduce((sum, { opening, closing }) => sum + closing - opening, 0),
      currency,
    ),
    accounts: moves
      .toSorted((a, b) => size(b) - size(a) || a.id - b.id)
      .slice(0, mostWeekAccounts)
      .map(({ id, name, opening, closing }) => ({
        ...{ id, name },
        opening: fromMinor(opening, currency),
        closing: fromMinor(closing, currency),
      })),
  };
}

function risksOf(moves: readonly RiskMove[]): WeekRisks {
  return { count: moves.length, accounts: moves.slice(0, mostWeekAccounts) };
}
