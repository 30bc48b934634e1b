import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCompany, startPostgres, type TestServer } from '../support/postgres';

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

test('a fresh database gets the whole schema', async () => {
  const company = await createTestCompany(server);
  const { rows } = await company.admin.query('SELECT schema_version FROM customer_success.sync_meta');
  expect(rows).toEqual([{ schema_version: 1 }]);
  await company.drop();
});
