import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAuditProblems } from '../../../src-main/company/audit/audit-problems';
import { stretchesOf } from '../../../src-main/company/audit/chain-stretches';

const heads = fc
  .uniqueArray(fc.integer({ min: -1, max: 2_147_483_647 }), { maxLength: 30 })
  .chain((chains) =>
    fc.tuple(...chains.map((chain) => fc.nat(200).map((number) => ({ chain, number, hash: '' })))),
  );

test('stretches hold every chain there can be once, also one without a head, and all rows', () => {
  fc.assert(
    fc.property(heads, fc.integer({ min: 1, max: 300 }), (all, most) => {
      const stretches = stretchesOf(all, most);
      expect(stretches[0]?.first).toBe(-2_147_483_648);
      expect(stretches.at(-1)?.last).toBe(2_147_483_647);
      for (const [place, { first, last }] of stretches.entries()) {
        expect(last).toBeGreaterThanOrEqual(first);
        if (place > 0) expect(first).toBe((stretches[place - 1]?.last ?? 0) + 1);
      }
      const rows = (some: readonly { rows: number }[]) => some.reduce((sum, one) => sum + one.rows, 0);
      expect(rows(stretches)).toBe(all.reduce((sum, { number }) => sum + number, 0));
    }),
  );
});

test('an audit of which every row is wrong is told whole', async () => {
  const wrong = Array.from({ length: 300_000 }, (_, number) => ({ chain: 1, number, problem: 'edited' }));
  const client = {
    query: (text: string) => {
      const rows = text.includes('to_regprocedure')
        ? [{ there: true }]
        : text.includes('audit_heads')
          ? []
          : wrong;
      return Promise.resolve({ rows });
    },
  };
  expect(await findAuditProblems(client as never, [])).toHaveLength(300_000);
});
