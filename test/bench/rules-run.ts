import { createDaysPage, resetDaysPage, setFact } from '../../src-main/lib/account-days/days-page';
import { monthOf, parseDay } from '../../src-main/lib/day';
import { createRandom } from '../../src-main/lib/statistics/random';
import { putMonth } from '../../src-main/store/scores/account-days';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { backtestRule } from '../../src-main/work/rules/backtest-rule';
import { triedRuleSchema } from '../../src-preload/contract/rules/rule';
import { temporaryStore } from '../support/store-builder';
import { type BenchRow, figure } from './bench-row';
import { seconds } from './timing';

const to = parseDay('2026-11-28');
const rule = triedRuleSchema.parse({
  name: 'Falling and loud',
  conditions: {
    combinator: 'and',
    rules: [
      { field: 'health.score', operator: 'below', value: 50, forDays: 3 },
      {
        combinator: 'or',
        rules: [
          { field: 'use.active_contacts', operator: 'fellBy', value: { by: 20, unit: 'percent', days: 28 } },
          { field: 'tickets.open', operator: 'atLeast', value: 3 },
        ],
      },
    ],
  },
});

/** A rule tried on stored days of books of two sizes. */
export async function backtestRows(log: (text: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [accounts, days, goal] of [
    [445, 730, 'value <= 1'],
    [10_000, 365, 'value <= 5'],
  ] as const) {
    log(`a look back over ${accounts} accounts and ${days} days`);
    const temporary = temporaryStore(() => 0);
    try {
      writeDays(temporary.store, accounts, days);
      const timed = await seconds(() => tryRule(temporary.store, days));
      log(`it fired ${timed.result.firings} times`);
      const tried = `a rule tried on ${accounts} accounts over ${days} days`;
      rows.push(figure(tried, timed.seconds, 's', goal));
      rows.push(figure(`${tried}: the longest that others wait`, timed.result.longest, 'ms', 'value <= 50'));
    } finally {
      temporary.remove();
    }
  }
  return rows;
}

/** @returns the milliseconds of its longest step, between two of which others have their turn */
function tryRule(store: Store, days: number): { readonly firings: number; readonly longest: number } {
  const steps = backtestRule(store.read, rule, { from: to - days + 1, to, knownTo: to, horizonDays: 90 });
  let longest = 0;
  for (;;) {
    const began = performance.now();
    const next = steps.next();
    longest = Math.max(longest, performance.now() - began);
    if (next.done !== true) continue;
    if (!next.value.ok) throw new Error('the rule was refused');
    return { firings: next.value.tried.report.firings, longest };
  }
}

/** Scores, use and tickets that go up and down, kept as a night keeps them. */
function writeDays(store: Store, accounts: number, days: number): void {
  const random = createRandom(3);
  const page = createDaysPage();
  const first = to - days - 40;
  writeTransaction(store, 'bench.days', (tx) => {
    const spell = tx.prepared<[number, number]>(
      'insert into account_spells (organization_id, began_day, after_first_month) values (?, ?, 1)',
    );
    for (let id = 1; id <= accounts; id++) {
      spell.run(id, first);
      let [score, active, tickets] = [30 + 60 * random.next(), Math.ceil(40 * random.next()), 0];
      for (let day = first; day <= to; day++) {
        if (monthOf(day) !== page.month || day === first) resetDaysPage(page, monthOf(day));
        score = Math.min(100, Math.max(0, score + 4 * random.next() - 2));
        if (random.next() < 0.3) active = Math.max(0, active + Math.floor(3 * random.next()) - 1);
        if (random.next() < 0.1) tickets = Math.max(0, tickets + Math.floor(3 * random.next()) - 1);
        setFact(page, day, 'madeLater', 0);
        setFact(page, day, 'score', Math.round(10 * score));
        setFact(page, day, 'band', 1);
        setFact(page, day, 'configVersion', 1);
        setFact(page, day, 'activeUsers', active);
        setFact(page, day, 'openTickets', tickets);
        setFact(page, day, 'events', 100 * (day - first));
        setFact(page, day, 'mrr', 1000);
        if (day === to || monthOf(day + 1) !== page.month) putMonth(tx, id, page);
      }
    }
  });
}
