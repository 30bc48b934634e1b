import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const here = companyForEachTest();

test('the pipeline’s login copies events in by the statements that the documentation gives', async () => {
  await createCompany({ url: here.company.url, from: writeCsvFolder(twoAccounts) });
  const loader = await (await here.company.createLogin({ role: 'loader' })).connect();
  const text = readFileSync('docs/company-data.md', 'utf8');
  const statements = /```sql\n([\s\S]*?)```/.exec(text)?.[1]?.split(';') ?? [];
  expect(statements.length).toBeGreaterThan(4);
  for (const statement of statements) {
    if (!statement.includes('COPY')) await loader.query(statement);
    else {
      const rows = csv('1,1,1,2026-11-01T10:00:00Z,,e1', '1,,2,2026-11-01T11:00:00Z,2.5,e2');
      await pipeline(Readable.from([Buffer.from(rows)]), loader.query(copyFrom(statement)));
    }
  }
  const { rows } = await here.company.admin.query(
    'SELECT sum(events)::int AS events, sum(value) AS value FROM customer_success.activity_daily',
  );
  expect(rows).toEqual([{ events: 2, value: 2.5 }]);
});
