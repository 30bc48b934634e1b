import { expect, test } from 'vitest';
import { readRetentions, setRetention } from '../../src-main/company/retention/retentions';
import { planSweep, sweepNow } from '../../src-main/company/retention/sweep';
import { companyForEachTest } from '../support/company-for-each-test';

const here = companyForEachTest();

test('a company of a version without retention is said to be so, whatever is asked of it', async () => {
  const admin = await here.company.admin.connect();
  await admin.query('ALTER TABLE customer_success.retention_settings RENAME TO of_later');
  for (const asked of [
    () => planSweep(admin),
    () => sweepNow(admin),
    () => readRetentions(admin),
    () => setRetention(admin, { kind: 'devices', days: 90 }),
  ])
    await expect(asked()).rejects.toMatchObject({
      code: 'not_ready',
      message: expect.stringMatching(/of an earlier version/),
    });
  admin.release();
});
