import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogueObject, Kind } from '../../src-main/company/doctor/catalogue';
import { companyRoles, examineCatalogue } from '../../src-main/company/doctor/examine-catalogue';
import { readCatalogueHistory } from '../../src-main/company/doctor/expected-catalogue';
import type { Finding } from '../../src-main/company/doctor/finding';
import { mendCatalogue } from '../../src-main/company/doctor/mend-catalogue';
import { useOwnSettings } from '../../src-main/company/doctor/own-settings';
import { readCatalogue, serverVersion } from '../../src-main/company/doctor/read-catalogue';
import { partName } from '../../src-main/company/doctor/sql-names';
import { readMigrations } from '../../src-main/company/migrations';
import { doctorsInTurn } from '../support/doctors-in-turn';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { damages, stranger } from './support/damages';

let server: TestServer;
let company: TestCompany;
let client: pg.PoolClient;
let login: string;
let version: number;
let sound: readonly CatalogueObject[];
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
doctorsInTurn({
  get server() {
    return server;
  },
});
beforeAll(async () => {
  company = await createTestCompany(server);
  login = (await company.createLogin({ role: 'viewer', scope: 'all' })).login;
  client = await company.admin.connect();
  await useOwnSettings(client);
  version = await serverVersion(client);
  sound = (await readCatalogue(client, companyRoles(readCatalogueHistory()))).objects;
  await client.query(
    `BEGIN; CREATE ROLE ${stranger}; SET LOCAL allow_system_table_mods = on; SET LOCAL lock_timeout = 0`,
  );
});
afterAll(async () => {
  await client.query('ROLLBACK');
  client.release();
  await company.drop();
});

/** What the doctor finds as a desktop's plain login. */
async function findAsDesktop(): Promise<Finding[]> {
  await client.query(`SET LOCAL SESSION AUTHORIZATION ${login}`);
  const findings = await examineCatalogue(client, readMigrations().length);
  await client.query('SET LOCAL SESSION AUTHORIZATION DEFAULT');
  return findings.filter(({ level }) => level !== 'ok');
}

/** Whether one of the findings is of this object, by its own name and its table's. */
function names(findings: readonly Finding[], object: CatalogueObject): boolean {
  const parts = [
    partName(object),
    ...(object.parent === null || object.kind === 'partition' ? [] : [object.parent]),
  ];
  const label =
    object.kind === 'default privileges' ? object.label.replace(' ', ' grants on later ') : object.label;
  return findings.some(({ text }) => mentions(text, label) || parts.every((part) => mentions(text, part)));
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name.replaceAll(/[()[\]*.$]/g, '\\$&')}(?![\\w])`).test(text);
}

/** Whatever a round does to the database is undone after it. */
async function undone(act: () => Promise<void>): Promise<void> {
  await client.query('SAVEPOINT round');
  try {
    await act();
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT round; RELEASE SAVEPOINT round');
  }
}

test('a sound company has no finding', async () => {
  expect(await findAsDesktop()).toEqual([]);
});

test('every kind of object that the migrations make is damaged by some round', () => {
  const made = new Set<Kind>(sound.map(({ kind }) => kind));
  expect([...made].filter((kind) => !damages.some(({ kinds }) => kinds.includes(kind)))).toEqual([]);
});

describe('the doctor names every object, and mending sets it right:', () => {
  test.each(damages.map((damage) => [`${damage.kinds.join(', ')}: ${damage.what}`, damage] as const))(
    '%s',
    async (_name, damage) => {
      await undone(async () => {
        const damaged: CatalogueObject[] = [];
        for (const object of sound.filter(({ kind }) => damage.kinds.includes(kind))) {
          const sql = damage.sql(object, version);
          if (sql !== null && (await takes(sql))) damaged.push(object);
        }
        if (version >= 160_000 || damaged.length > 0) expect(damaged.length).toBeGreaterThan(0);
        const findings = await findAsDesktop();
        expect(
          damaged.filter((object) => !names(findings, object)).map(({ kind, label }) => `${kind} ${label}`),
        ).toEqual([]);
        for (const { todo } of findings) expect(todo).toMatch(/--mend|backup|Ask|Put/);

        const { refused } = await mendCatalogue(client);
        if (damage.needsPerson) return;
        expect(refused).toEqual([]);
        expect(await findAsDesktop()).toEqual([]);
      });
    },
  );
});

/** Whether the server lets this be done: an index of a key, or a column of a view, can't be damaged in every way. */
async function takes(sql: string): Promise<boolean> {
  await client.query('SAVEPOINT damage');
  try {
    await client.query(sql);
    await client.query('RELEASE SAVEPOINT damage');
    return true;
  } catch {
    await client.query('ROLLBACK TO SAVEPOINT damage');
    return false;
  }
}
