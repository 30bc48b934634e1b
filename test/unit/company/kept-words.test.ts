import { expect, test } from 'vitest';
import { auditWords } from '../../../src-main/company/audit/audit-words';

test('the words of the audit say what was kept how long, and what went', () => {
  const words = (kind: string, details: object) =>
    auditWords({ kind, details: { ...details }, outcome: null, personal: null, isErased: false });
  expect(words('retention', { of: 'events', before: null, after: 400 })).toMatchObject({
    title: 'How long something is kept: Raw events of use',
    before: 'for ever',
    after: '400 days',
  });
  expect(
    words('retention.sweep', { of: 'removed', before: '2026-01-01', rows: { notes: 2, pulses: 1 } }),
  ).toMatchObject({
    title: 'Kept no longer: Removed entries',
    after: '2 notes, 1 pulse, of before 2026-01-01',
  });
  expect(words('audit.sweep', { through: 12, before: '2024-10-01' }).after).toBe(
    'The first 12 rows of this chain went: all are of before 2024-10-01.',
  );
});
