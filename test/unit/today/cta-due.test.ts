import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeToday } from '../../../src-main/engines/today/compose-today';
import type { CtasDue, TodayAccount } from '../../../src-main/engines/today/today-facts';
import { account, today } from './today-account';

const due = (changes: Partial<CtasDue['first']> = {}, more: Partial<CtasDue> = {}): CtasDue => ({
  first: { title: 'Call them', dueDay: today - 9, isHigh: false, task: null, ...changes },
  count: 1,
  latestDay: today - 9,
  ...more,
});

function shown(...accounts: TodayAccount[]) {
  const facts = {
    asOf: today,
    accounts,
    dispositions: [],
    movement: null,
    scoring: false,
    progress: null,
    synced: true,
  };
  return composeToday(facts, today, { limit: 10 });
}

describe('a CTA that is due', () => {
  test('has its account stand in the queue, with what is to be done and since when', () => {
    expect(shown(account({ ctas: due() })).items).toMatchObject([
      {
        kind: 'cta',
        reason: expect.stringMatching(/^“Call them” was due on .*, 9 days ago\.$/),
        suggestion: 'Do it, then close the CTA with how it ended.',
      },
    ]);
    const step = due({ task: 'Look', dueDay: today }, { count: 3 });
    expect(shown(account({ ctas: step })).items).toMatchObject([
      { reason: '“Look”, a step of “Call them”, is due today; 2 more are due.' },
    ]);
  });

  test('stands in the one row of its account, behind what presses more, and is told there', () => {
    const { items } = shown(account({ risk: 'critical', band: 'poor', score: 20, ctas: due() }));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'at_risk',
      alsoKinds: ['cta'],
      suggestion: expect.stringContaining('To do as well: “Call them” was due on'),
    });
  });

  test('of another’s account counts in no figure of the book, and says nothing else of it', () => {
    const lent = account({ id: 2, risk: 'critical', renewsOn: today + 3, ctas: due(), isLent: true });
    const { headline, items } = shown(account(), lent);
    expect(items).toMatchObject([{ accountId: 2, kind: 'cta', alsoKinds: [] }]);
    expect(headline).toMatchObject({ accounts: 1, arr: 120_000, atRiskAccounts: 0, renewals90: 0 });
  });

  test('of a calm account stands behind the same account in danger', () => {
    const { items } = shown(
      account({ id: 1, ctas: due({ isHigh: true }) }),
      account({ id: 2, risk: 'high' }),
    );
    expect(items.map(({ accountId }) => accountId)).toEqual([2, 1]);
  });

  test('puts no account lower than it stood without it, and not lower the longer it is due', () => {
    fc.assert(
      fc.property(
        fc.record({
          risk: fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'critical' as const),
          renewsOn: fc.constantFrom(null, today + 5, today + 60),
          change28: fc.constantFrom(null, -20, 3),
          arr: fc.integer({ min: 1, max: 1e6 }),
        }),
        fc.integer({ min: 0, max: 60 }),
        fc.boolean(),
        (base, late, isHigh) => {
          const rank = (ctas: CtasDue | null) => shown(account({ ...base, ctas })).items[0]?.rank ?? 0;
          const now = rank(due({ dueDay: today - late, isHigh }));
          expect(now).toBeGreaterThanOrEqual(rank(null));
          expect(rank(due({ dueDay: today - late - 1, isHigh }))).toBeGreaterThanOrEqual(now);
        },
      ),
    );
  });
});
