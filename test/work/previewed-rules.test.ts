import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveRule } from '../../src-main/actions/rules/rules';
import { saveSegment } from '../../src-main/actions/rules/segments';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { accountChoice } from '../../src-main/work/finding/account-choice';
import { createNameFinder } from '../../src-main/work/finding/name-finder';
import { countMatches } from '../../src-main/work/rules/count-matches';
import { previewRule, previewSegment } from '../../src-main/work/rules/preview-rule';
import { fillDaysJob } from '../../src-main/work/scoring/scoring-kinds';
import type { AccountFilter, AccountRow } from '../../src-preload/contract/accounts';
import { standings } from '../../src-preload/contract/domain';
import type { Condition, ConditionGroup } from '../../src-preload/contract/rules/condition';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { all, inSegment, ruleDefinition, segmentPatch } from '../support/rules/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
const now = today * 86_400_000;
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 41, accounts: 60, firstDay: today - 160, lastDay: today }));
  await scoreOn(scored, today);
  scored.jobs.enqueue(fillDaysJob, {}, 1);
  await scored.jobs.runUntilIdle();
  scored.store.db.client.exec(`replace into settings (key, value) values ('role', 'admin')`);
});
afterAll(() => scored.close());

const decisions = () => decisionsOn(scored.store, now);
function cut(name: string, conditions: ConditionGroup): string {
  return saveSegment(
    decisions(),
    { id: undefined, version: undefined, ...segmentPatch(name, conditions) },
    [],
  );
}

function rows(filter: AccountFilter = { includeChurned: true, standings: [...standings] }): AccountRow[] {
  const { read } = scored.store;
  const choice = accountChoice(createNameFinder(read), filter, { db: read, day: today });
  return listAccounts(
    read,
    { filter: choice, sort: { key: 'name', descending: false }, offset: 0, limit: 500 },
    today,
  ).rows;
}
const everybody = () => rows();
const customers = () => rows({ standings: ['customer', 'leaving'] });
const idsOf = (accounts: readonly { id: number }[]) => accounts.map(({ id }) => id).sort((a, b) => a - b);
const previewed = (conditions: ConditionGroup, id: string | null = null) =>
  previewRule(scored.store.read, today, { id, definition: ruleDefinition({ conditions }) });

const low: Condition = { field: 'health.score', operator: 'below', value: 60 };
const tickets: Condition = { field: 'tickets.open', operator: 'atLeast', value: 1 };

describe('a preview of a rule', () => {
  test('names the customers that the list shows so, with the value that decides it', () => {
    const matches = previewed(all(low));
    const expected = customers().filter(({ score }) => score !== null && score < 60);
    expect(expected.length).toBeGreaterThan(3);
    expect(idsOf(matches.matching.accounts)).toEqual(idsOf(expected));
    expect(matches).toMatchObject({ judged: customers().length, matching: { total: expected.length } });
    for (const { id, reasons } of matches.matching.accounts) {
      const score = expected.find((row) => row.id === id)?.score ?? 0;
      expect(reasons).toEqual([
        { text: `Health score (${score.toFixed(1)}) is below 60.0.`, verdict: 'holds' },
      ]);
    }
  });

  test('counts apart those of whom it is not known, with what is missing', () => {
    const matches = previewed(all({ field: 'survey.nps', operator: 'below', value: 101 }));
    const silent = customers().filter(({ nps }) => nps === null);
    expect(silent.length).toBeGreaterThan(0);
    expect(matches.unknown.total).toBe(silent.length);
    expect(matches.matching.total).toBe(customers().length - silent.length);
    expect(matches.unknownWhy).toHaveLength(1);
    expect(matches.unknownWhy[0]).toMatchObject({ accounts: silent.length });
    expect(matches.unknownWhy[0]?.words).toMatch(
      /accounts? can’t be judged\. The NPS of 180 days is not known: no answers/,
    );
  });

  test('beside what is saved says who is new, and who is not any more', () => {
    const definition = ruleDefinition({ conditions: all(low) });
    const id = saveRule(decisions(), { id: undefined, version: undefined, name: 'Low', definition });
    expect(previewed(all(low), id).difference).toMatchObject({
      isNone: true,
      words: 'The same accounts match as before.',
    });
    const higher: Condition = { field: 'health.score', operator: 'between', value: [55, 65] };
    const difference = previewed(all(higher), id).difference;
    const between = (least: number, most: number) =>
      idsOf(customers().filter(({ score }) => score !== null && score >= least && score <= most));
    expect(idsOf(difference?.newlyAddressed.accounts ?? [])).toEqual(between(60, 65));
    expect(idsOf(difference?.noLongerAddressed.accounts ?? [])).toEqual(between(0, 54.9));
    expect(difference?.words).toMatch(
      /^\d+ accounts? (match|matches) that did not before, \d+ .* any more\.$/,
    );
  });

  test('counts for all rules at once what it counts for each, and leaves out what makes no sense', () => {
    const save = (name: string, ...conditions: Condition[]) =>
      saveRule(decisions(), {
        ...{ id: undefined, version: undefined, name },
        definition: ruleDefinition({ conditions: all(...conditions) }),
      });
    const asked: Condition[][] = [[low], [tickets], [low, tickets], [{ ...low, forDays: 3 }]];
    const saved = asked.map((conditions, place) => ({
      id: save(`Counted ${place}`, ...conditions),
      conditions,
    }));
    const unfinished = save('Unfinished', { ...low, value: null });
    const { counts, asOf } = countMatches(scored.store.read, today);
    expect(asOf).toBe('2026-11-18');
    expect(counts.some(({ id }) => id === unfinished)).toBe(false);
    for (const { id, conditions } of saved) {
      const { matching, unknown } = previewed(all(...conditions));
      expect(counts).toContainEqual({ id, matching: matching.total, unknown: unknown.total });
    }
    expect(countMatches(scored.store.read, null)).toEqual({ asOf: null, counts: [] });
  });

  test('of conditions that make no sense judges nobody, and says what is wrong where', () => {
    const matches = previewed(all(low, { field: 'health.score', operator: 'between', value: [1, null] }));
    expect(matches).toMatchObject({ asOf: null, judged: 0, sentence: null, difference: null });
    expect(matches.findings).toMatchObject([
      {
        field: 'conditions',
        path: [1],
        part: 'value',
        message: 'The upper bound is missing.',
        severity: 'error',
      },
    ]);
  });

  test('remarks beside a condition that it can’t be tried on the past', () => {
    const owner: Condition = { field: 'account.owner', operator: 'isPresent' };
    expect(previewed(all(low, all(owner))).findings).toMatchObject([
      {
        field: 'conditions',
        path: [1, 0],
        severity: 'remark',
        message: expect.stringMatching(/value of now/),
      },
    ]);
  });

  test('judges nobody before the first load is over', () => {
    const definition = ruleDefinition({ conditions: all(low) });
    expect(previewRule(scored.store.read, null, { id: null, definition })).toMatchObject({
      findings: [],
      asOf: null,
      judged: 0,
    });
  });
});

describe('a segment', () => {
  test('narrows the list to its accounts, customers or not, and is a part like any other', () => {
    const lowOnes = cut('Low ones', all(low));
    const asking = cut('Asking', all(tickets));
    const isLow = ({ score }: AccountRow) => score !== null && score < 60;
    const asks = ({ openTickets }: AccountRow) => openTickets >= 1;
    const among = (more: AccountFilter) => idsOf(rows({ standings: [...standings], ...more }));
    const counted = (fits: (row: AccountRow) => boolean) => idsOf(everybody().filter(fits));
    expect(among({ segmentIds: [lowOnes] })).toEqual(counted(isLow));
    expect(among({ segmentIds: [lowOnes, asking] })).toEqual(counted((row) => isLow(row) || asks(row)));
    expect(among({ segmentIds: [lowOnes], minOpenTickets: 1 })).toEqual(
      counted((row) => isLow(row) && asks(row)),
    );
    expect(
      idsOf(rows({ includeChurned: true, fits: 'any', segmentIds: [lowOnes], minOpenTickets: 1 })),
    ).toEqual(counted((row) => isLow(row) || asks(row)));
  });

  test('inside a rule stands for its conditions, and outside of it for their contrary', () => {
    const id = cut('Low for a rule', all(low));
    const outside: Condition = { ...inSegment(id), operator: 'notInSegment' };
    expect(previewed(all(inSegment(id))).matching).toEqual(previewed(all(low)).matching);
    expect(previewed(all(outside)).matching.total).toBe(
      customers().filter(({ score }) => score !== null && score >= 60).length,
    );
  });

  test('that would feed itself by its draft is told by the way', () => {
    const id = cut('Inner', all(low));
    const outer = cut('Outer', all(inSegment(id)));
    const draft = { description: '', conditions: all(inSegment(outer)) };
    const { findings } = previewSegment(scored.store.read, today, { id, definition: draft });
    expect(findings.map(({ message }) => message)).toEqual([
      'Segments can’t feed each other: “Outer” uses “Inner”, which uses “Outer”.',
    ]);
  });

  test('that is gone, or can’t be judged any more, lets no list show others than it says', () => {
    const gone = '01900000-0000-7000-8000-000000000000';
    expect(() => rows({ segmentIds: [gone] })).toThrow(/not there any more/);
    const broken = cut('Broken', all({ field: 'account.field.tier', operator: 'equals', value: 'x' }));
    expect(() => rows({ segmentIds: [broken] })).toThrow(/“Broken” can’t be judged: There is no fact/);
  });
});

test('whoever is counted is counted once: matching, not known, or neither', () => {
  const field = fc.constantFrom(
    'health.score',
    'survey.nps',
    'tickets.open',
    'account.arr',
    'use.silent_days',
  );
  const condition = fc.record({
    field,
    operator: fc.constantFrom('below' as const, 'atLeast' as const),
    value: fc.integer({ min: -10, max: 100 }),
  });
  const group = fc.record({
    combinator: fc.constantFrom('and' as const, 'or' as const),
    not: fc.boolean(),
    rules: fc.array(condition, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(group, (conditions) => {
      const matches = previewed(conditions);
      expect(matches.findings).toEqual([]);
      const turned = previewed({ ...conditions, not: !conditions.not });
      const known = matches.judged - matches.unknown.total;
      expect(matches.matching.total + turned.matching.total).toBe(known);
      expect(turned.unknown.total).toBe(matches.unknown.total);
    }),
    { numRuns: 60, seed: 5 },
  );
});
