import { beforeEach, describe, expect, test } from 'vitest';
import { companyForEachTest } from '../support/company-for-each-test';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await run(`
    TRUNCATE customer_success.activity_events, customer_success.activity_daily;
    INSERT INTO customer_success.features (feature_id, external_id, name) VALUES (2, 'export', 'Export')`);
});

async function run(sql: string): Promise<void> {
  await here.company.admin.query(sql);
}

/** The counts of the first account in words: `05 feature 1 user 1: 2 events worth 5`. */
async function counts(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    `SELECT format('%s feature %s user %s: %s events worth %s', to_char(day, 'DD'), feature_id, user_id, events, value) AS text
       FROM customer_success.activity_daily WHERE organization_id = 1 ORDER BY 1`,
  );
  return rows.map((row) => row.text);
}

function addEvents(...values: (string | null)[]): Promise<void> {
  const rows = values.map(
    (value, n) =>
      `(1, 1, 1, '2026-10-05 10:00:0${n}', ${value === null ? 'NULL' : `'${value}'`}, '${value}-${n}')`,
  );
  return run(
    `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at, value, source_id)
     VALUES ${rows.join(', ')}`,
  );
}

/** As a company counts itself: nothing happened, and it says so. */
const zeroCounts = `
  INSERT INTO customer_success.activity_daily (organization_id, user_id, feature_id, day, events, active_users, value)
  VALUES (1, 1, 2, '2026-10-05', 0, NULL, 0), (1, 0, 1, '2026-10-05', 0, 0, 3)`;
const zeros = ['05 feature 1 user 0: 0 events worth 3', '05 feature 2 user 1: 0 events worth 0'];

describe('an event that goes takes its own count and nothing else of its day:', () => {
  test.each<[string, string]>([
    ['deleted', `DELETE FROM customer_success.activity_events`],
    ['moved to another day', `UPDATE customer_success.activity_events SET occurred_at = '2026-10-09'`],
    ['moved to another month', `UPDATE customer_success.activity_events SET occurred_at = '2026-12-05'`],
    [
      'moved to another account',
      `UPDATE customer_success.activity_events SET organization_id = 2, user_id = 2`,
    ],
    ['given another worth', `UPDATE customer_success.activity_events SET value = 4`],
  ])('%s', async (_what, change) => {
    await run(zeroCounts);
    await addEvents('2');
    await run(change);
    expect(await counts()).toEqual(expect.arrayContaining(zeros));
  });

  test('a zero that the company had counted itself is there again', async () => {
    await run(zeroCounts);
    await run(
      `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at, value)
       VALUES (1, NULL, 1, '2026-10-05 10:00', 4), (1, 1, 2, '2026-10-05 10:00', NULL)`,
    );
    await run('DELETE FROM customer_success.activity_events');
    expect(await counts()).toEqual(zeros);
  });

  test('a count of events alone goes with the last of them', async () => {
    await addEvents('2', '3');
    await run(`DELETE FROM customer_success.activity_events WHERE value = 3`);
    expect(await counts()).toEqual(['05 feature 1 user 1: 1 events worth 2']);
    await run('DELETE FROM customer_success.activity_events');
    expect(await counts()).toEqual([]);
  });
});

describe('a worth that is no number', () => {
  test.each([['Infinity'], ['-Infinity'], ['NaN']])('%s counts the event, not its worth', async (value) => {
    await addEvents('2', value);
    expect(await counts()).toEqual(['05 feature 1 user 1: 2 events worth 2']);
  });

  test.each([['Infinity'], ['-Infinity'], ['NaN']])(
    '%s leaves nothing behind when it goes',
    async (value) => {
      await addEvents('2', value, value, '5');
      await run(`DELETE FROM customer_success.activity_events WHERE value = '${value}'`);
      expect(await counts()).toEqual(['05 feature 1 user 1: 2 events worth 7']);
    },
  );

  test('infinite both ways, mended one after the other', async () => {
    await addEvents('Infinity', '-Infinity', '1');
    await run(`UPDATE customer_success.activity_events SET value = 10 WHERE value = 'Infinity'`);
    await run(`UPDATE customer_success.activity_events SET value = 20 WHERE value = '-Infinity'`);
    expect(await counts()).toEqual(['05 feature 1 user 1: 3 events worth 31']);
  });
});
