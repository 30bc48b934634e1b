import { expect, test } from 'vitest';
import { nothingApart } from '../../src-main/engines/activity/set-apart';
import {
  type CountedMilestone,
  type CountedPage,
  countPage,
  decodeTallies,
  encodeTallies,
  type Tallies,
} from '../../src-main/engines/milestones/count-pages';
import {
  completionStatistics,
  earlyAndStaying,
  type Stay,
  type Way,
} from '../../src-main/engines/milestones/statistics';
import { newTally, type Reached, reachedOf } from '../../src-main/engines/milestones/tally';
import { parseDay } from '../../src-main/lib/day';
import { crmCompany } from '../support/crm-company';
import { hasReferenceData, noReferenceData, referencePath } from '../support/reference-data';
import { eachSourceRow, sourceRows } from '../support/source-rows';

const source = referencePath('crm');
const lastDay = parseDay('2023-12-31');
const earlyDays = 60;

interface Account {
  readonly start: number;
  readonly end: number;
  readonly left: boolean;
  readonly pages: CountedPage[];
}

/** What a manager of a CRM would begin with. */
function milestonesOf(feature: (name: string) => number, core: ReadonlySet<number>) {
  const counted = (id: string, rule: Partial<CountedMilestone['rule']>): CountedMilestone => ({
    id,
    audience: 'account',
    rule: { measure: 'events', features: null, withinDays: null, target: 1, ...rule },
  });
  const of = (name: string) => new Set([feature(name)]);
  return [
    counted('First meeting', { features: of('meeting') }),
    counted('Five people active', { measure: 'people', target: 5 }),
    counted('Three core features in a week', {
      measure: 'features',
      features: core,
      withinDays: 7,
      target: 3,
    }),
    counted('A hundred contacts', { features: of('add_contact'), target: 100 }),
    counted('First opportunity won', { features: of('win_opportunity') }),
  ];
}

test('two years of a company nobody here made: milestones are counted week by week as at once, and early ones are held against staying', async (context) => {
  if (!hasReferenceData('crm')) context.skip(noReferenceData);
  const accounts = await readAccounts();
  const numbers = new Map(
    sourceRows(source, 'event_type.csv').map((row) => [
      row['event_type_name'] ?? '',
      Number(row['event_type_id']),
    ]),
  );
  const feature = (name: string) => {
    const number = numbers.get(name);
    if (number === undefined) throw new Error(`no feature ${name}`);
    return number;
  };
  const milestones = milestonesOf(feature, new Set(crmCompany.kinds.core.map(feature)));
  const reached = new Map<string, Reached[]>(milestones.map(({ id }) => [id, []]));
  for (const { pages } of accounts) {
    const atOnce: Tallies = new Map();
    let weekly: Tallies = new Map();
    for (const page of pages) {
      countPage(atOnce, milestones, page, nothingApart);
      weekly = decodeTallies(encodeTallies(weekly));
      countPage(weekly, milestones, page, nothingApart);
    }
    for (const { id, rule } of milestones) {
      const [one, other] = [atOnce, weekly].map((tallies) =>
        reachedOf(tallies.get(id)?.get(0) ?? newTally(), rule),
      );
      expect(other).toEqual(one);
      reached.get(id)?.push(one as Reached);
    }
  }
  const found = milestones.map(({ id }) => told(id, accounts, reached.get(id) ?? []));
  console.info(found.map(({ words }) => words).join('\n'));
  expect(accounts.length).toBe(445);
  expect(found.map(({ completed }) => completed)).toEqual([136, 411, 440, 221, 425]);
  // Who had five people active within 60 days stays longer, as far as so many departures tell.
  const five = found[1];
  expect(five?.pValue).toBeLessThan(0.001);
  expect(five?.early.left).toBeLessThan(five?.early.expected ?? 0);
});

function told(id: string, accounts: readonly Account[], reached: readonly Reached[]) {
  const ways: Way[] = [];
  const stays: Stay[] = [];
  accounts.forEach(({ start, end, left }, place) => {
    const { completedOn } = reached[place] as Reached;
    const after = completedOn === null || completedOn > end ? null : Math.max(0, completedOn - start);
    ways.push({ completedAfter: after, watchedFor: end - start });
    if (end - start > earlyDays)
      stays.push({ early: after !== null && after <= earlyDays, days: end - start - earlyDays, left });
  });
  const statistics = completionStatistics(ways);
  const { early, others, pValue } = earlyAndStaying(stays);
  const words = [
    `${id}: ${statistics.completed} of ${statistics.started}`,
    `half within ${statistics.medianDays} days (${statistics.medianFrom} to ${statistics.medianTo})`,
    `early ${early.left} of ${early.accounts} left, ${early.expected.toFixed(1)} expected; others ${others.left} of ${others.accounts}`,
    `log-rank p ${pValue?.toPrecision(2)}`,
  ].join('; ');
  return { ...statistics, early, pValue, words };
}

/** Weekly counts of every account, without names of people: at least as many were there as used one thing. */
async function readAccounts(): Promise<Account[]> {
  const weeks = new Map<string, Map<number, [feature: number, events: number, people: number][]>>();
  await eachSourceRow(source, 'event_weekly.csv.gz', ([account = '', week = '', feature, events, people]) => {
    const own = weeks.get(account) ?? new Map<number, [number, number, number][]>();
    weeks.set(account, own);
    const day = parseDay(week);
    own.set(day, [...(own.get(day) ?? []), [Number(feature), Number(events), Number(people)]]);
  });
  return sourceRows(source, 'active_period.csv').map((row) => {
    const churned = row['churn_date'] ? parseDay(row['churn_date']) : null;
    const own = [...(weeks.get(row['account_id'] ?? '') ?? [])].sort(([one], [other]) => one - other);
    return {
      start: parseDay(row['start_date'] ?? ''),
      end: Math.min(churned ?? lastDay, lastDay),
      left: churned !== null && churned <= lastDay,
      pages: own.map(([day, rows]) => ({
        lastDay: day + 6,
        isWeek: true,
        entries: {
          rows: rows.length,
          at: 0,
          integers: Int32Array.from([
            ...rows.map(() => 0),
            ...rows.map(([feature]) => feature),
            ...rows.map(([, events]) => events),
            ...rows.map(([, , people]) => people),
          ]),
        },
      })),
    };
  });
}
