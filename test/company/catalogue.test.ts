import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueFile, readCatalogueHistory } from '../../src-main/company/doctor/expected-catalogue';
import { migrationsFolder } from '../../src-main/company/migrations';
import { startPostgres, type TestServer } from '../support/postgres';
import { historyOfMigrations } from './support/catalogue-history';

let server: TestServer;
const database = `steward_catalogue_${process.pid}`;
beforeAll(async () => {
  server = await startPostgres();
  await server.admin.query(`CREATE DATABASE ${database}`);
});
afterAll(async () => {
  await server.admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await server.stop();
});

test('the doctor expects what the migrations make, step by step (STEWARD_WRITE_CATALOGUE=1 writes it down)', async () => {
  const address = new URL(server.url);
  address.pathname = `/${database}`;
  const made = await historyOfMigrations(address.href);
  if (process.env['STEWARD_WRITE_CATALOGUE'] !== undefined) {
    writeFileSync(join(migrationsFolder(), catalogueFile), `${JSON.stringify(made, null, 2)}\n`);
  }
  expect(made).toEqual(readCatalogueHistory());
});
