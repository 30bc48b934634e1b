import { describe, expect, test } from 'vitest';
import { numberOfCompanyVersion } from '../../src-preload/contract/config-names';
import { modelSaid } from '../../src-renderer/features/risk/model-said';

const now = Date.UTC(2026, 10, 30, 12);

describe('the screen of risk says which model foretold', () => {
  test('by the company’s number, or by this desktop’s own', () => {
    const fitted = { trainedAt: now - 120_000, former: null };
    expect(modelSaid({ ...fitted, version: numberOfCompanyVersion(3) }, now)).toBe(
      'churn model version 3 of the company, fitted 2 minutes ago',
    );
    expect(modelSaid({ ...fitted, version: 4 }, now)).toBe('churn model version 4, fitted 2 minutes ago');
  });

  test('and by which the accounts stand that it has yet to foretell', () => {
    expect(
      modelSaid(
        { version: numberOfCompanyVersion(4), trainedAt: now, former: numberOfCompanyVersion(3) },
        now,
      ),
    ).toMatch(/; accounts it has yet to foretell stand by version 3 of the company$/);
  });

  test('one that was fitted by a clock ahead of this one was not fitted in the future', () => {
    expect(modelSaid({ version: 1, trainedAt: now + 600_000, former: null }, now)).toMatch(
      /fitted just now$/,
    );
  });
});
