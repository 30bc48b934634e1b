import { expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { companyForEachTest } from '../support/company-for-each-test';

const here = companyForEachTest();

test('the doctor names what is in no sum, and says what to do', async () => {
  await here.company.admin.query(`
    INSERT INTO customer_success.organizations (external_id, name) VALUES ('a', 'A');
    INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on, mrr, currency)
    SELECT organization_id, 's' || n, 'P', '2026-01-01', n, CASE WHEN n < 3 THEN 'CHF' ELSE 'SEK' END
      FROM customer_success.organizations, generate_series(1, 3) n`);
  const money = async () =>
    (await diagnose(here.company.url)).flatMap(({ check, text, todo }) =>
      check === 'money' ? [text, todo] : [],
    );
  expect(await money()).toEqual([
    'Nobody has named the company’s currency, so amounts that name one are in no sum: CHF (2 subscriptions), SEK (1 subscription).',
    'Name it: `steward company currency CODE --url …`.',
  ]);
  await here.company.admin.query(`SELECT customer_success.set_currency('CHF')`);
  expect((await money())[0]).toBe(
    'No rate turns these amounts into CHF, so they are in no sum: SEK (1 subscription).',
  );
  await here.company.admin.query(
    `INSERT INTO customer_success.exchange_rates (currency, valid_on, rate) VALUES ('SEK', '2026-01-01', 0.08)`,
  );
  expect(await money()).toEqual([]);
});
