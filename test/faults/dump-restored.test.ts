import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeNote } from '../../src-main/actions/notes/notes';
import { readAuditFindings } from '../../src-main/store/audit/audit-findings';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany } from '../sync/support/company';
import { decidingAt, outboxStates, setBacksOf, shownNotes, writeNote } from '../sync/support/decide';
import { type Desk, openDesk } from '../sync/support/desk';
import { expectShownAsAtCompany } from '../sync/support/shown-entries';
import {
  type InstalledPostgres,
  installedPostgres,
  startInstalledPostgres,
} from './support/installed-postgres';

const bin = installedPostgres();
if (bin === null)
  console.warn(
    'Skipped: no pg_dump here (STEWARD_PG_BIN, /usr/lib/postgresql), so none is made and restored.',
  );

describe.skipIf(bin === null)('a dump of before that pg_restore brings back', () => {
  let installed: InstalledPostgres;
  let server: TestServer;
  let company: TestCompany;
  let ann: Desk;
  let ben: Desk;
  beforeAll(async () => {
    installed = await startInstalledPostgres(bin ?? '');
    server = await startPostgres({ at: installed.url });
    company = await createTestCompany(server);
    await fillCompany(company.admin, 6);
    ann = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
    ben = openDesk(await company.createLogin({ role: 'manager', scope: 'all' }));
  });
  afterAll(async () => {
    ann?.close();
    ben?.close();
    await company?.drop();
    await server?.stop();
    await installed?.stop();
  });

  const admin = (sql: string) => server.admin.query(sql);
  const notesThere = async () =>
    (
      await company.admin.query<{ text: string }>('select text from customer_success.notes order by 1')
    ).rows.map(({ text }) => text);

  test('has forgotten what was decided since: it goes up again, each once, and no desktop keeps what nobody has', async () => {
    for (const desk of [ann, ben]) await desk.sync();
    const kept = writeNote(ann, 'before the dump', 2);
    await ann.sync();
    installed.run('pg_dump', '-Fc', '-f', 'company.dump', '-d', company.url);
    writeNote(ann, 'after the dump', 2);
    changeNote(decidingAt(ann), { noteId: kept, text: 'changed after the dump' });
    await ann.sync();
    await company.admin.query(
      `update customer_success.organizations set name = 'After' where external_id = 'o2'`,
    );
    await ben.sync();
    writeNote(ann, 'while it was away', 4);

    await admin(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${company.database}'`,
    );
    await admin(`drop database ${company.database} with (force)`);
    await admin(`create database ${company.database}`);
    installed.run('pg_restore', '--exit-on-error', '-d', company.url, 'company.dump');

    expect(await notesThere()).toEqual(['before the dump']);
    for (const desk of [ben, ann, ann, ben]) await desk.sync();
    expect(await notesThere()).toEqual(['after the dump', 'changed after the dump', 'while it was away']);
    expect(outboxStates(ann)).toEqual(['seen 4']);
    expect(setBacksOf(ann)).toEqual([]);
    for (const desk of [ann, ben]) {
      expect(shownNotes(desk, 2)).toEqual(['after the dump', 'changed after the dump']);
      await desk.expectEqual();
      await expectShownAsAtCompany(desk.store.read, desk.url);
    }
    const { rows } = await company.admin.query(
      `select (select count(*)::int from customer_success.operations) as taken,
              (select count(*)::int from customer_success.audit_log where op_id is not null) as audited,
              (select count(*)::int from customer_success.audit_problems()) as problems`,
    );
    expect(rows).toEqual([{ taken: 4, audited: 4, problems: 0 }]);
    // Rows of the audit that this desktop has seen are gone: so it says.
    expect(readAuditFindings(ann.store.read).findings.length).toBeGreaterThan(0);
  });
});
