import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draw, Entry, Firing, Run } from '../../../src-main/engines/effect/deeds';
import { foldDeeds } from '../../../src-main/engines/effect/fold-deeds';
import { type MeansToMeasure, meansOf } from '../../../src-main/engines/effect/means-of-deeds';
import type { MeansKind } from '../../../src-preload/contract/effect/measured-means';

const firing = (more: Partial<Firing> = {}): Firing => ({
  ...{ rule: 'a', account: 1, contact: null, day: 100, heldOut: false, withheld: false },
  ...more,
});
const run = (more: Partial<Run> = {}): Run => ({
  ...{ account: 1, contact: 11, rule: 'a', sequence: null, template: 't', channel: 'email', stage: 'sent' },
  ...{ isAnswered: false, day: 100, beganOn: 100 },
  ...more,
});
const entry = (more: Partial<Entry> = {}): Entry => ({
  ...{ sequence: 's', account: 1, contact: 11, rule: 'a', day: 100 },
  ...more,
});
const draw = (more: Partial<Draw> = {}): Draw => ({
  ...{ rule: 'a', account: 1, day: 100, heldOut: false, percent: 20, contaminatedBy: null },
  ...more,
});

interface Rows {
  readonly firings?: readonly Firing[];
  readonly runs?: readonly Run[];
  readonly entries?: readonly Entry[];
  readonly draws?: readonly Draw[];
}

function means({ firings = [], runs = [], entries = [], draws = [] }: Rows): MeansToMeasure[] {
  const fold = foldDeeds();
  for (const row of firings) fold.firing(row);
  for (const row of runs) fold.run(row);
  for (const row of entries) fold.entry(row);
  for (const row of draws) fold.draw(row);
  return meansOf(fold.deeds());
}

function one(rows: Rows, kind: MeansKind, id: string): MeansToMeasure {
  const found = means(rows).find(({ means: own }) => own.kind === kind && own.id === id);
  if (found === undefined) throw new Error(`no ${kind} ${id}`);
  return found;
}

describe('what was done', () => {
  test('counts accounts and contacts once, messages by where they stand', () => {
    const rows = {
      firings: [firing(), firing({ day: 130 }), firing({ account: 2 })],
      runs: [
        ...[run(), run({ stage: 'refused' }), run({ stage: 'bounced' })],
        ...[run({ contact: 12, stage: 'dropped' }), run({ stage: 'dot' })],
      ],
    };
    expect(one(rows, 'rule', 'a').counted).toMatchObject({
      ...{ accounts: 2, contacts: 2, turns: 3, since: 100, replies: 0 },
      messages: { made: 5, sent: 1, waiting: 1, unknown: 0, bounced: 1, failed: 1, stopped: 1 },
    });
  });

  test('of a template or a channel is what reached somebody; of a rule each firing but those held out', () => {
    const rows = {
      firings: [firing(), firing({ account: 2, heldOut: true, withheld: true })],
      runs: [run({ day: 103 }), run({ account: 3, stage: 'dropped' })],
    };
    expect([...one(rows, 'rule', 'a').means.turns]).toEqual([[1, [100]]]);
    expect([...one(rows, 'template', 't').means.turns]).toEqual([[1, [103]]]);
    expect([...one(rows, 'channel', 'email').means.turns]).toEqual([[1, [103]]]);
  });

  test('a rule’s draws count for what it sends, on the days on which it sent it', () => {
    const draws = [50, 100, 110, 200].map((day, place) =>
      draw({ account: place + 1, day, heldOut: place % 2 === 1 }),
    );
    const rows = { runs: [run(), run({ day: 120, beganOn: 115 })], draws };
    expect(one(rows, 'rule', 'a').means.draws).toHaveLength(4);
    expect(one(rows, 'template', 't').means.draws.map(({ day }) => day)).toEqual([100, 110]);
  });

  test('draws of a rule that never withheld a message are none', () => {
    const rows = {
      firings: [firing(), firing({ account: 2 })],
      draws: [draw(), draw({ account: 2, heldOut: true })],
    };
    expect(one(rows, 'rule', 'a')).toMatchObject({ means: { draws: [] }, counted: { heldOut: null } });
  });

  test('through a sequence a rule’s draws count for the sequence and its templates', () => {
    const rows = {
      entries: [entry(), entry({ contact: 12, rule: null })],
      runs: [run({ sequence: 's', day: 108, beganOn: 100 })],
      draws: [draw(), draw({ account: 2, heldOut: true })],
    };
    expect(one(rows, 'sequence', 's')).toMatchObject({
      means: { draws: [{ account: 1 }, { account: 2 }] },
      counted: { contacts: 2, heldOut: { drawn: 2, accounts: 1 } },
    });
    expect(one(rows, 'template', 't').counted).toMatchObject({ heldOut: { drawn: 2 }, together: false });
  });

  test('a message that somebody wrote back to counts for all that it is of', () => {
    const answered = run({ sequence: 's', isAnswered: true });
    const rows = { runs: [answered, run({ sequence: 's', contact: 12 }), run({ channel: 'sms' })] };
    const replies = ([kind, id]: readonly [MeansKind, string]) => one(rows, kind, id).counted.replies;
    expect(
      (
        [
          ['rule', 'a'],
          ['sequence', 's'],
          ['template', 't'],
          ['channel', 'email'],
          ['channel', 'sms'],
        ] as const
      ).map(replies),
    ).toEqual([1, 1, 1, 1, 0]);
  });

  test('what its rule sends besides is told of together with it', () => {
    const other = run({ template: 'u' });
    const isTogether = (runs: Run[], kind: MeansKind, id: string) =>
      one({ runs, entries: kind === 'sequence' ? [entry()] : [] }, kind, id).counted.together;
    expect(isTogether([run()], 'template', 't')).toBe(false);
    expect(isTogether([run(), other], 'template', 't')).toBe(true);
    expect(isTogether([run(), other], 'channel', 'email')).toBe(false);
    expect(isTogether([run(), run({ channel: 'sms' })], 'channel', 'email')).toBe(true);
    expect(isTogether([run(), run({ template: 'u', rule: 'b' })], 'template', 't')).toBe(false);
    expect(isTogether([run({ sequence: 's' }), run()], 'sequence', 's')).toBe(true);
  });
});

test('the order of rows makes no difference', () => {
  const anyRule = fc.constantFrom('a', 'b');
  const account = fc.integer({ min: 1, max: 4 });
  const day = fc.integer({ min: 1, max: 300 });
  const rows = fc.record({
    firings: fc.array(fc.record({ rule: anyRule, account, day, heldOut: fc.boolean() })),
    runs: fc.array(fc.record({ rule: anyRule, account, day, template: fc.constantFrom('t', 'u', null) })),
    entries: fc.array(fc.record({ rule: anyRule, account, day, sequence: fc.constantFrom('s', 'q') })),
    draws: fc.uniqueArray(fc.record({ rule: anyRule, account, day, heldOut: fc.boolean() }), {
      selector: (row) => `${row.rule} ${row.account}`,
    }),
  });
  const told = (all: MeansToMeasure[]) =>
    all
      .map(({ means: { kind, id, draws, turns }, counted }) => ({
        ...{ kind, id, counted },
        draws: draws.map(({ rule, account: whose }) => `${rule} ${whose}`).sort(),
        turns: [...turns].map(([whose, days]) => `${whose}: ${days.join()}`).sort(),
      }))
      .sort((left, right) => `${left.kind} ${left.id}`.localeCompare(`${right.kind} ${right.id}`));
  fc.assert(
    fc.property(rows, ({ firings, runs, entries, draws }) => {
      const made = {
        firings: firings.map((row) => firing(row)),
        runs: runs.map((row) => run({ ...row, beganOn: row.day })),
        entries: entries.map((row) => entry(row)),
        draws: draws.map((row) => draw(row)),
      };
      const turned = {
        firings: made.firings.toReversed(),
        runs: made.runs.toReversed(),
        entries: made.entries.toReversed(),
        draws: made.draws.toReversed(),
      };
      expect(told(means(turned))).toEqual(told(means(made)));
    }),
  );
});
