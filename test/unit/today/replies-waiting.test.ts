import { describe, expect, it } from 'vitest';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import type { RepliesWaiting, TodayAccount } from '../../../src-main/engines/today/today-facts';
import { account, today } from './today-account';

function waiting(first: Partial<RepliesWaiting['first']> = {}, count = 1): RepliesWaiting {
  return {
    first: { name: 'Ana Lopez', day: today - 3, words: 'Could we talk?\n\nAna', isChampion: true, ...first },
    count,
    latestDay: today - 1,
    latestAt: 0,
  };
}
const shown = (...accounts: TodayAccount[]) =>
  composeToday(
    { asOf: today, accounts, movement: null, dispositions: [], scoring: false, progress: null, synced: true },
    today,
    { limit: 10 },
  );

describe('a reply that waits', () => {
  it('says who wrote what and how long ago, and whom to answer', () => {
    expect(shown(account({ replies: waiting() })).items).toMatchObject([
      {
        key: '1:reply',
        kind: 'reply',
        reason: 'Ana Lopez wrote back on Oct 1, 2024, 3 days ago: “Could we talk? Ana”.',
        suggestion: 'Answer Ana Lopez (champion).',
        launch: 'open_messages',
        since: '2024-10-03',
      },
    ]);
  });

  it.each([
    [waiting({ day: today, words: null }), 'Ana Lopez wrote back today.'],
    [waiting({ name: null, words: '' }), 'A contact who left wrote back on Oct 1, 2024, 3 days ago.'],
    [waiting({ words: null }, 3), 'Ana Lopez wrote back on Oct 1, 2024, 3 days ago; 2 more replies wait.'],
    [
      waiting({ words: 'x'.repeat(500) }),
      `Ana Lopez wrote back on Oct 1, 2024, 3 days ago: “${'x'.repeat(120)}…”.`,
    ],
  ])('is said in one sentence (%#)', (replies, reason) => {
    expect(shown(account({ replies })).items[0]?.reason).toBe(reason);
  });

  it('is told behind what presses more, in the same row', () => {
    const { items } = shown(account({ risk: 'critical', band: 'poor', score: 20, replies: waiting() }));
    expect(items).toMatchObject([{ kind: 'at_risk', alsoKinds: ['reply'] }]);
    expect(items[0]?.suggestion).toContain('To answer as well: Ana Lopez wrote back on');
  });

  it('goes before one that came later, of accounts that are alike', () => {
    const [first, second] = shown(
      account({ id: 1, replies: null, ctas: null }),
      account({ id: 2, replies: waiting({ day: today - 6 }) }),
      account({ id: 3, arr: 10_000, replies: waiting() }),
    ).items;
    expect([first?.accountId, second?.accountId]).toEqual([2, 3]);
  });

  it('comes again after it was put away, where another came since', () => {
    const put = (day: number) => ({
      key: '1:reply',
      state: 'done' as const,
      day,
      untilDay: null,
      reason: null,
      at: 0,
    });
    const left = (day: number) =>
      composeToday(
        {
          ...{ asOf: today, accounts: [account({ replies: waiting() })], movement: null },
          ...{ dispositions: [put(day)], scoring: false, progress: null, synced: true },
        },
        today,
        { limit: 10 },
      ).items.length;
    expect(left(today - 1)).toBe(0);
    expect(left(today - 2)).toBe(1);
  });
});
