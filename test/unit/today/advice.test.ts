import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { People } from '../../../src-main/engines/risk/advice/open-facts';
import { allColumns } from '../../../src-main/engines/risk/churn/churn-rows';
import type { Cause } from '../../../src-main/engines/today/cause';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import { adviceOnCause } from '../../../src-main/engines/today/today-advice';
import type { TodayAccount } from '../../../src-main/engines/today/today-facts';
import {
  type RiskIndicator,
  type RiskIndicatorId,
  riskIndicatorIds,
} from '../../../src-preload/contract/domain';
import { contradictions } from '../../support/contradictions';
import { account, today } from './today-account';

const adviceSaid = (...facts: Parameters<typeof adviceOnCause>): string => adviceOnCause(...facts).suggestion;

const book = { mean90: 0.03, topChance: 0.08, topLoss: 5000 };

const fact = (id: RiskIndicatorId, severity: RiskIndicator['severity'] = 'serious'): RiskIndicator => ({
  id,
  text: `Fact ${id}.`,
  since: null,
  severity,
});

const reasonColumns = [...allColumns([7]), 'term', 'age'];
const causes: Cause[] = [
  ...riskIndicatorIds.map((id): Cause => ({ kind: 'fact', fact: fact(id) })),
  ...(['worry', 'chance', 'drop', 'score', 'silence'] as const).map((kind) => ({ kind })),
  { kind: 'renewal', before: null },
  { kind: 'renewal', before: 'chance' },
];
const somebody: People = { champion: 'Maya Roy', admin: 'Omar Dyer', detractor: 'Tova Lind' };

describe('an advice', () => {
  test('contradicts no open fact, whatever is the reason and whatever stands open', () => {
    const facts = fc.record({
      cause: fc.constantFrom(...causes),
      indicators: fc.subarray([...riskIndicatorIds]),
      column: fc.constantFrom(...reasonColumns, null),
      champion: fc.option(fc.constantFrom('Maya Roy', 'Ben Okoye')),
      admin: fc.option(fc.constantFrom('Omar Dyer')),
      detractor: fc.option(fc.constantFrom('Tova Lind')),
      band: fc.constantFrom('poor' as const, 'middle' as const, 'healthy' as const, null),
      renewsOn: fc.option(fc.integer({ min: today - 20, max: today + 120 })),
    });
    fc.assert(
      fc.property(facts, ({ cause, indicators, column, band, renewsOn, ...people }) => {
        const own = cause.kind === 'fact' ? [cause.fact.id, ...indicators] : indicators;
        const one = account({
          indicators: [...new Set(own)].map((id) => fact(id)),
          chance: { p90: 0.2, arr: 1, book, reason: 'Seen', column },
          band,
          renewsOn,
        });
        const advice = adviceSaid(one, cause, people, today);
        expect(contradictions(advice, one.indicators, people, cause)).toEqual([]);
        expect(advice).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 3000 },
    );
  });

  test('names the person to call: a champion, else an admin, and who gave the bad answer', () => {
    const drop: Cause = { kind: 'drop' };
    const say = (cause: Cause, people: People) => adviceSaid(account(), cause, people, today);
    expect(say(drop, somebody)).toContain('call Maya Roy (champion)');
    expect(say(drop, { ...somebody, champion: null })).toContain('call Omar Dyer (admin)');
    expect(say(drop, { champion: null, admin: null, detractor: null })).toContain(
      'a person there who decides',
    );
    expect(say({ kind: 'fact', fact: fact('detractor_response') }, somebody)).toContain('Call Tova Lind');
  });

  test('differs where accounts differ', () => {
    const left: Cause = { kind: 'fact', fact: fact('champion_left') };
    const said = [somebody, { ...somebody, champion: 'Ben Okoye' }, { ...somebody, champion: null }].map(
      (people) => adviceSaid(account(), left, people, today),
    );
    expect(new Set(said).size).toBe(3);
    expect(said[0]).toBe('Ask Maya Roy (champion) to take over from the champion who left.');
    expect(said[2]).toBe('Ask Omar Dyer (admin) who speaks for the product now, and win that person.');
  });

  test('on a renewal looks back at the value only where nothing stands open', () => {
    const renewal = (indicators: RiskIndicatorId[], band: TodayAccount['band'] = 'healthy') =>
      adviceSaid(
        account({ indicators: indicators.map((id) => fact(id)), band }),
        { kind: 'renewal', before: null },
        somebody,
        today,
      );
    expect(renewal([])).toBe(
      'Send the renewal to Maya Roy (champion) with a look back at the value reached.',
    );
    expect(renewal(['urgent_ticket_open'])).toBe(
      'Get a date for the urgent ticket from support, then call Maya Roy (champion) with it; the renewal comes after that.',
    );
    expect(renewal(['payment_failed'])).toMatch(/^Ask finance about the failed payment/);
    expect(renewal(['notice_given'])).toMatch(/^Ask Maya Roy \(champion\) why they leave/);
    expect(renewal([], 'middle')).toMatch(/^Agree on a plan/);
  });

  test('on a renewal answers what the row says beside its day', () => {
    const show = (changes: Partial<TodayAccount>) => {
      const accounts = [account({ renewsOn: today + 9, ...changes })];
      const facts = {
        asOf: today,
        accounts,
        dispositions: [],
        scoring: false,
        synced: true,
        movement: null,
        progress: null,
      };
      const [item] = composeToday(
        facts,
        today,
        { limit: 1, kinds: ['renewal'] },
        () => new Map([[1, somebody]]),
      ).items;
      return `${item?.reason} ${item?.suggestion}`;
    };
    const chance = {
      p90: 0.05,
      arr: 1,
      book,
      reason: 'NPS of -20; accounts like it have 0 to 60',
      column: 'nps',
    };
    expect(show({ chance })).toBe(
      'Renews in 9 days with health at 82.0. NPS of -20; accounts like it have 0 to 60. ' +
        'Ask Tova Lind what would have made the answer a better one; the renewal comes after that.',
    );
    expect(show({ chance, indicators: [fact('detractor_response', 'watch')] })).toBe(
      'Renews in 9 days with health at 82.0. Fact detractor_response. ' +
        'Call Tova Lind and ask what went wrong; the renewal comes after that.',
    );
    expect(show({ chance: { ...chance, p90: 0.02 } })).toMatch(/look back at the value reached\.$/);
    for (const column of ['term', 'age'])
      expect(show({ chance: { ...chance, column } })).toMatch(/look back at the value reached\.$/);
  });

  test('has an answer to every column that can be a main reason', () => {
    for (const column of [
      'log_severe_tickets',
      'nps',
      'usage_trend',
      'rate28:7',
      'seat_use',
      'log_idle_days',
      'no_outcome',
      'log_mrr_per_seat',
      'champion_lost',
      'ticket_satisfaction',
      'mrr_lost',
      'seats_lost',
      'payment_failures',
      'earlier_lives',
      'term',
      'age',
    ]) {
      const one = account({ chance: { p90: 0.2, arr: 1, book, reason: 'Seen', column } });
      expect(adviceSaid(one, { kind: 'chance' }, somebody, today), column).not.toMatch(/how things stand/);
    }
  });
});

describe('the first row of Today', () => {
  const renewing = account({ id: 2, arr: 306_900, renewsOn: today, lastActivityDay: today });
  const order = (...accounts: TodayAccount[]) =>
    composeToday(
      {
        asOf: today,
        accounts,
        dispositions: [],
        scoring: false,
        synced: true,
        movement: null,
        progress: null,
      },
      today,
      {
        limit: 10,
      },
    ).items.map(({ accountId }) => accountId);

  test('is no healthy renewal of the day while anybody is in danger', () => {
    const small = account({ id: 3, arr: 9000, risk: 'critical', indicators: [fact('all_users_idle')] });
    expect(order(renewing, small)).toEqual([3, 2]);
  });

  test('is a renewal of the day with an outage open, as an urgent ticket', () => {
    const outage = { ...renewing, indicators: [fact('urgent_ticket_open', 'watch')] };
    const small = account({ id: 3, arr: 30_000, risk: 'high' });
    expect(order(outage, small)).toEqual([2, 3]);
  });

  test('is where the model expects the largest loss, of equally pressing ones', () => {
    const chance = (p90: number, arr: number) => ({ p90, arr, book, reason: null, column: null });
    const likely = account({ id: 4, arr: 50_000, risk: 'high', chance: chance(0.4, 50_000) });
    const unlikely = account({ id: 5, arr: 90_000, risk: 'high', chance: chance(0.13, 90_000) });
    expect(order(unlikely, likely)).toEqual([4, 5]);
  });

  test('says which of a worry, a fact and the model it is about, and answers that', () => {
    const chance = {
      p90: 0.12,
      arr: 1,
      book,
      reason: '3 severe tickets in 90 days; accounts like it have 0 or 1',
      column: 'log_severe_tickets',
    };
    const show = (changes: Partial<TodayAccount>) => {
      const facts = {
        asOf: today,
        accounts: [account({ risk: 'high', ...changes })],
        dispositions: [],
        scoring: false,
        movement: null,
        progress: null,
        synced: true,
      };
      const [item] = composeToday(facts, today, { limit: 1 }, () => new Map([[1, somebody]])).items;
      return `${item?.reason} ${item?.suggestion}`;
    };
    expect(show({ chance })).toBe(
      'High risk: 3 severe tickets in 90 days; accounts like it have 0 or 1. ' +
        '12.0% chance to leave within 90 days, 4 times the 3.0% of the average account. ' +
        'Go through their tickets with support, then tell Maya Roy (champion) what is done about them.',
    );
    const reasoned = (reason: string) => show({ chance: { ...chance, reason } });
    expect(reasoned('A term ends in 14 days')).toContain('High risk: a term ends in 14 days. 12.0% chance');
    // A feature has its name as the company writes it.
    expect(reasoned('Calendar sync: 3.2 times per 28 days lately')).toContain(
      'High risk: Calendar sync: 3.2 times',
    );
    expect(reasoned('X reports: 1,204 times per 28 days lately')).toContain(
      'High risk: X reports: 1,204 times',
    );
    expect(show({ chance, indicators: [fact('usage_collapsed')] })).toMatch(
      /^High risk: fact usage_collapsed\. Call Maya Roy/,
    );
    const pulse = { points: 0, day: today - 3, author: 'Ann Lee', reason: 'Budget cut' };
    expect(show({ chance, pulse, indicators: [fact('usage_collapsed')] })).toMatch(
      /^High risk: Ann Lee gave it up for lost on .*: “Budget cut”\. Talk with Maya Roy/,
    );
  });

  test('says a fall before a chance that is no higher than usual, however much is at stake', () => {
    const chance = { p90: 0.03, arr: 200_000, book, reason: null, column: null };
    const facts = (changes: Partial<TodayAccount>) => ({
      ...{ asOf: today, dispositions: [], scoring: false, synced: true, movement: null, progress: null },
      accounts: [account({ risk: 'high', chance, ...changes })],
    });
    const show = (changes: Partial<TodayAccount>) =>
      composeToday(facts(changes), today, { limit: 1, kinds: ['at_risk'] }).items[0]?.reason;
    expect(show({ change28: -13.1, score: 44.5, band: 'poor' })).toBe(
      'High risk: health fell 13.1 points in 28 days, to 44.5.',
    );
    expect(show({ score: 44.5, band: 'poor' })).toBe('High risk: health is 44.5 of 100.');
  });

  test('is about an urgent ticket or a worried manager also where the level is low', () => {
    const kinds = (changes: Partial<TodayAccount>) =>
      composeToday(
        {
          asOf: today,
          accounts: [account(changes)],
          dispositions: [],
          scoring: false,
          synced: true,
          movement: null,
          progress: null,
        },
        today,
        { limit: 1 },
      ).items[0]?.kind;
    expect(kinds({ indicators: [fact('urgent_ticket_open', 'watch')] })).toBe('urgent_ticket');
    expect(kinds({ risk: 'medium', pulse: { points: 25, day: today, author: 'Ann', reason: 'So so' } })).toBe(
      'worry',
    );
    expect(kinds({ pulse: { points: 75, day: today, author: 'Ann', reason: 'Good' } })).toBeUndefined();
  });
});
