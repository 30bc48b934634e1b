import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { keepDraft } from '../../src-main/actions/desk/drafts';
import { addNote } from '../../src-main/actions/notes/notes';
import { erasePerson } from '../../src-main/company/privacy/erase-person';
import { erasureStatus } from '../../src-main/company/privacy/erasure-status';
import { readLogin } from '../../src-main/store/copy/sync-state';
import { readDraft } from '../../src-main/store/desk/drafts';
import { readNotes } from '../../src-main/store/notes/read-notes';
import type { ErasureStatus } from '../../src-preload/contract/privacy';
import { everyRow } from '../company/support/every-row';
import { pngFile } from '../support/files';
import { idOf } from './support/company';
import { attachTo, decidingAt, shownNotes, writeNote } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';
import { toldInFiles } from './support/told-in-files';

const here = deskForEachTest({ accounts: 4, scope: 'all' });
const made: Desk[] = [];
afterEach(() => {
  for (const desk of made.splice(0)) desk.close();
});

const name = 'Zoë Quillfeather';
const email = 'zoe.q@o2.test';
const traces = /quillfeather|zoe[.]q|ｑｕｉｌｌ|quill\u00ad/iu;

/** In ways that nobody would look for. */
const odd =
  'Ｚｏë Ｑｕｉｌｌｆｅａｔｈｅｒ, Zoe\u0308 Quill\u00adfeather, mailto:zoe.q%40o2.test, Zo&euml;&nbsp;Quillfeather';
const withoutOdd = 'Erased contact, Erased contact, mailto:Erased contact, Erased contact';

let account = 0;
let contact = 0;

/** A contact of account 2 who uses the product and opened a ticket, of more words than a page of the store holds. */
async function zoeComes(): Promise<void> {
  account = await idOf(here.company.admin, 2);
  const { rows } = await here.company.admin.query<{ id: number }>(
    `UPDATE customer_success.users SET name = $1, email = $2, title = 'Quillfeather-in-chief', external_id = $2
      WHERE organization_id = $3 AND external_id = 'u1' RETURNING user_id AS id`,
    [name, email, account],
  );
  contact = rows[0]?.id ?? 0;
  await here.company.admin.query(
    `UPDATE customer_success.support_tickets SET subject = repeat('Quillfeather is my name. ', 4000) WHERE user_id = $1`,
    [contact],
  );
}

/** What the notes of the account have attached, all of it on this desk. */
function filesOf(desk: Desk): string[] {
  return readNotes(desk.store.read, { organizationId: account })
    .notes.flatMap(({ files }) => files)
    .map((file) => (file.isHere ? file.name : `${file.name}, not here`))
    .sort();
}

async function secondDesk(): Promise<Desk> {
  const desk = openDesk(await here.company.createLogin({ role: 'manager', scope: 'all', managerId: 2 }));
  made.push(desk);
  return desk;
}

async function erase(): Promise<void> {
  const client = await here.company.admin.connect();
  await erasePerson(client, { email, names: [] }, true);
  client.release();
}

async function status(): Promise<ErasureStatus[]> {
  const client = await here.company.admin.connect();
  const statuses = await erasureStatus(client, null);
  client.release();
  return statuses;
}

function writesAbout(desk: Desk): void {
  const lunch = writeNote(desk, `Lunch with ${name.toUpperCase()} <${email}>`, account);
  attachTo(desk, lunch, `${name}.txt`, Buffer.from(`She is ${name}, on ${desk.file}`), 'text/plain');
  attachTo(desk, lunch, `Lunch with ${name}.png`, pngFile(5));
  writeNote(desk, odd, account);
  const about = addNote(decidingAt(desk), {
    account: { organizationId: account },
    contactId: contact,
    text: 'Quillfeather’s own note',
  });
  attachTo(desk, about, 'drawn.png', Buffer.concat([pngFile(), Buffer.from(`Quillfeather at ${desk.file}`)]));
  keepDraft(decidingAt(desk), 'rule new', JSON.stringify({ name: `If ${name} leaves`, days: 28 }));
}

function draftOf(desk: Desk): unknown {
  const { read } = desk.store;
  return JSON.parse(readDraft(read, readLogin(read) ?? '', 'rule new') ?? 'null');
}

test('on two desktops, one of them away meanwhile, nothing tells of an erased person, and each says so', async () => {
  await zoeComes();
  const away = await secondDesk();
  await here.desk.sync();
  await away.sync();
  writesAbout(here.desk);
  await here.desk.sync();
  await away.sync();
  writesAbout(away);
  away.store.backUp();
  here.desk.store.backUp();
  expect(toldInFiles(away, traces).length).toBeGreaterThan(1);
  await erase();
  await here.desk.sync();
  expect(toldInFiles(here.desk, traces)).toEqual([]);
  const [first] = await status();
  expect(first?.done.map(({ login }) => login)).toEqual([here.login.login]);
  expect(first?.waitsFor).toHaveLength(1);
  await away.sync();
  await here.desk.sync();
  expect(toldInFiles(away, traces)).toEqual([]);
  expect(toldInFiles(here.desk, traces)).toEqual([]);
  expect((await everyRow(here.company.admin)).filter(({ text }) => traces.test(text))).toEqual([]);
  await away.expectEqual();
  const [second] = await status();
  expect(second?.done).toHaveLength(2);
  expect(second?.waitsFor).toEqual([]);
  const texts = [
    withoutOdd,
    withoutOdd,
    'Erased on request.',
    'Lunch with Erased contact <Erased contact>',
    'Lunch with Erased contact <Erased contact>',
  ];
  expect(shownNotes(away, account)).toEqual(texts);
  for (const desk of [away, here.desk])
    expect(filesOf(desk)).toEqual(['Lunch with Erased contact.png', 'Lunch with Erased contact.png']);
  expect(shownNotes(here.desk, account)).toEqual(texts);
  expect(draftOf(away)).toEqual({ name: 'If Erased contact leaves', days: 28 });
});

test('what an erased person used stays in the copy’s totals, and others of the account stay as they were', async () => {
  await zoeComes();
  await here.desk.sync();
  const used = () =>
    here.desk.store.read.prepared<[], { n: number }>('select sum(rows) as n from activity_events').get();
  const before = used();
  await erase();
  await here.desk.sync();
  expect(used()).toEqual(before);
  const names = here.desk.store.read
    .prepared<[number], string>('select name from users where organization_id = ? order by user_id')
    .pluck()
    .all(account);
  expect(names).toEqual(['Erased contact', 'User 2 of o2', 'User 3 of o2']);
  await here.desk.expectEqual();
});

test('an older store put in the place of the erased one is erased before anything is shown, without a server', async () => {
  await zoeComes();
  await here.desk.sync();
  writesAbout(here.desk);
  await here.desk.sync();
  const old = `${dirname(here.desk.file)}-old`;
  here.desk.reopen(() => cpSync(here.desk.file, old));
  await erase();
  await here.desk.sync();
  here.desk.reopen(() => cpSync(old, here.desk.file));
  rmSync(old);
  expect(toldInFiles(here.desk, traces)).toEqual([]);
  expect(shownNotes(here.desk, account)).toContain('Lunch with Erased contact <Erased contact>');
});

test('an older backup from elsewhere, restored into a store that was lost, is erased before anything is shown', async () => {
  await zoeComes();
  await here.desk.sync();
  writesAbout(here.desk);
  const { file: backup } = here.desk.store.backUp();
  const old = `${dirname(here.desk.file)}-old`;
  cpSync(backup, old);
  await here.desk.sync();
  await erase();
  await here.desk.sync();
  here.desk.reopen(() => {
    for (const path of [here.desk.file, `${here.desk.file}-wal`]) rmSync(path, { force: true });
    rmSync(`${here.desk.file}-backups`, { recursive: true });
    mkdirSync(`${here.desk.file}-backups`);
    cpSync(old, join(`${here.desk.file}-backups`, basename(backup)));
  });
  rmSync(old);
  expect(here.desk.store.recovery?.restored).toMatchObject({ operations: 6 });
  expect(toldInFiles(here.desk, traces)).toEqual([]);
  await here.desk.sync();
  expect(toldInFiles(here.desk, traces)).toEqual([]);
});

test('a company restored from before the erasure gives nobody back to a desktop that erased them', async () => {
  await zoeComes();
  await here.desk.sync();
  await erase();
  await here.desk.sync();
  // As a dump of before has it.
  await here.company.admin.query(
    'ALTER TABLE customer_success.users DISABLE TRIGGER ALL; DELETE FROM customer_success.erasures',
  );
  await here.company.admin.query(
    `UPDATE customer_success.users SET name = $1, email = $2, external_id = $2, erased_at = NULL WHERE user_id = $3`,
    [name, email, contact],
  );
  await here.company.admin.query(
    'ALTER TABLE customer_success.users ENABLE TRIGGER ALL; SELECT customer_success.start_new_epoch()',
  );
  await here.desk.sync();
  expect(here.desk.store.read.get(sql`select name from users where user_id = ${contact}`)).toEqual({
    name: 'Erased contact',
  });
  await here.desk.sync({ verify: true });
  await here.desk.sync();
  expect(toldInFiles(here.desk, traces)).toEqual([]);
});

test('a desktop that hears of an erasure only after the name is gone keeps nothing that has reached the company', async () => {
  await zoeComes();
  await here.desk.sync();
  writesAbout(here.desk);
  await here.desk.sync();
  await here.desk.sync();
  here.desk.store.backUp();
  // As a Steward of before takes it: the rows alone.
  await here.company.admin.query('ALTER FUNCTION customer_success.look_at_erasures(int) RENAME TO not_yet');
  await erase();
  await here.desk.sync();
  await here.company.admin.query('ALTER FUNCTION customer_success.not_yet(int) RENAME TO look_at_erasures');
  await here.desk.sync();
  expect(toldInFiles(here.desk, traces)).toEqual([]);
});

test('a desktop of a company that erases nobody yet syncs as before', async () => {
  await here.company.admin.query(
    'DROP FUNCTION customer_success.look_at_erasures(int), customer_success.acknowledge_erasures(uuid, text, int, json)',
  );
  expect(await here.desk.sync()).toMatchObject({ kind: 'applied' });
});
