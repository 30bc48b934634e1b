import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { RuleDefinition } from '../../src-preload/contract/rules/rule-definition';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { createKeeper, type Keeper } from '../support/keeper';
import { ruleDefinition, rulePatch, segmentPatch } from '../support/rules/entries';
import { claim, failed, launch } from '../support/sending';
import { apply, note, operation } from '../support/team';
import { brandPatch, templatePatch } from '../support/templates';
import { everyRow } from './support/every-row';
import { runPrivacy } from './support/privacy-command';

const here = companyForEachTest();
let keeper: Keeper;
let folder: string;

const files = {
  'features.csv': csv('feature_id,name', 'login,Log in'),
  'organizations.csv': csv(
    'organization_id,name,created_at,owner_email,owner_name',
    'acme,Acme,2025-01-01,ann@steward.test,Ann Ames',
    'bolt,Bolt,2025-01-01,bob@steward.test,Bob',
    'lopez,Ana Lopez,2025-01-01,bob@steward.test,Bob',
  ),
  'users.csv': csv(
    'user_id,organization_id,name,email,title,role,phone',
    'u7,acme,Ana Lopez,Ana.Lopez@acme.test,Head of Data,champion,+49 30 7654321',
    'u8,acme,Anabel Lopezosa,anabel@acme.test,,member,',
    'ana.lopez@acme.test,bolt,Ana Lopez,ana.lopez@acme.test,,member,',
    'u9,lopez,Ana Lopez,another.ana@lopez.test,Owner,champion,',
  ),
  'activity_daily.csv': csv(
    'organization_id,user_id,feature_id,day,events',
    'acme,u7,login,2026-10-01,5',
    'bolt,ana.lopez@acme.test,login,2026-10-01,7',
  ),
  'support_tickets.csv': csv(
    'ticket_id,organization_id,user_id,subject,opened_at',
    't1,acme,u7,My lanyard is lost,2026-10-01',
    't2,acme,u8,"Ask Lopez, Ana about it",2026-10-01',
    't3,lopez,u9,Ana Lopez can’t sign in,2026-10-01',
  ),
  'survey_responses.csv': csv(
    'response_id,organization_id,user_id,kind,score,comment,responded_at',
    'r1,acme,u7,nps,9,I am moving house,2026-10-01',
    'r2,bolt,,nps,9,as ANA.LOPEZ@ACME.TEST said,2026-10-01',
  ),
};

const now = () => Date.parse('2026-11-22T12:00:00Z');
const load = (given: Readonly<Record<string, string>>) => {
  folder = writeCsvFolder(given);
  return createCompany({ url: here.company.url, from: folder, now });
};

beforeEach(async () => {
  await load(files);
  keeper = await createKeeper(here.company);
});
afterEach(async () => {
  await keeper.drop([]);
});

const privacy = (command: string, ...args: string[]) => runPrivacy(keeper.url, command, ...args);
const erase = (...args: string[]) => privacy('erase', '--email', 'ana.lopez@acme.test', ...args);

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query(sql)).rows;
}

const inTexts = /ana[^a-z0-9]+lopez|lopez[^a-z0-9]+ana\b|head of data|lanyard|moving house|7654321/i;
/** But for the account and the contact that are somebody else's. */
async function tracesOf(pattern: RegExp): Promise<string[]> {
  const { lopez } = {
    lopez: (
      await rows(
        `SELECT organization_id AS id FROM customer_success.organizations WHERE external_id = 'lopez'`,
      )
    )[0] as { id: number },
  };
  return (await everyRow(here.company.admin))
    .filter(({ text, account }) => account !== lopez.id && pattern.test(text))
    .map(({ table, text }) => `${table}: ${text}`);
}

/** A rule that speaks of somebody, and whose own words are like names. */
function mailing(description: string): Partial<RuleDefinition> {
  return { description, actions: [{ kind: 'email', templateId: null, to: 'admin', minutes: 5 }] };
}

/** @param ofRules in a text that is about no account, and so, afterwards, about somebody else of the name */
async function teamWrites(ofRules = 'As Ana Lopez asked'): Promise<void> {
  const { login } = await here.company.createLogin({ role: 'manager', scope: 'all' });
  const client = await here.company.admin.connect();
  await client.query(
    `INSERT INTO customer_success.brand_settings (brand_id, brand, author, made_at)
     VALUES (gen_random_uuid(), $1, 'keeper', now())`,
    [brandPatch],
  );
  await client.query(`SET SESSION AUTHORIZATION ${login}`);
  const answers = await apply(client, [
    note('Is moving to Lisbon', { patch: { text: 'Is moving to Lisbon', contact: 'u7' } }),
    note('Spoke with\nAna  Lopez and (ana.lopez@acme.test)'),
    operation('pulse.set', { points: 40, reason: 'ana lopez is leaving' }),
    note('Anabel Lopezosa stays'),
    operation('template.save', templatePatch('Write to ana.lopez@acme.test'), { account: null }),
    operation('rule.save', rulePatch(ofRules, mailing(ofRules)), { account: null }),
    operation('segment.save', segmentPatch('Accounts of ana.lopez@acme.test'), { account: null }),
  ]);
  expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => 'applied'));
  // Refused once they are erased.
  for (const subject of ['Moving house', 'Your lanyard'])
    await launch(client, { contact: 'u7', subject, text: 'In Lisbon', despite: 'asked for by Ana' });
  const claimed = await claim(client);
  if (claimed.outcome === 'claimed')
    await failed(client, claimed, 'address', '550 ana.lopez@acme.test moved');
  await client.query('RESET SESSION AUTHORIZATION');
  client.release();
}

test('an erased person’s name, address and words stand in no table, and everybody else stays as they were', async () => {
  await rows('UPDATE customer_success.sending_settings SET quiet_from = 0, quiet_until = 0');
  await teamWrites();
  expect((await tracesOf(inTexts)).length).toBeGreaterThan(8);
  expect(
    (await tracesOf(/lanyard|moving house/i)).filter((trace) => trace.startsWith('interventions')),
  ).toHaveLength(2);
  expect((await tracesOf(/550 ana/i)).length).toBe(2);
  await erase('--apply');
  expect(await tracesOf(inTexts)).toEqual([]);
  expect(await tracesOf(/lisbon/i)).toEqual([]);
  expect(
    await rows(
      `SELECT name, email, title, erased_at FROM customer_success.users WHERE external_id IN ('u8', 'u9') ORDER BY 1`,
    ),
  ).toEqual([
    { name: 'Ana Lopez', email: 'another.ana@lopez.test', title: 'Owner', erased_at: null },
    { name: 'Anabel Lopezosa', email: 'anabel@acme.test', title: null, erased_at: null },
  ]);
  expect(await rows(`SELECT text FROM customer_success.notes ORDER BY row_id`)).toEqual([
    { text: 'Erased on request.' },
    { text: 'Spoke with\nErased contact and (Erased contact)' },
    { text: 'Anabel Lopezosa stays' },
  ]);
  expect(await rows(`SELECT subject FROM customer_success.support_tickets ORDER BY external_id`)).toEqual([
    { subject: '' },
    { subject: 'Ask Erased contact about it' },
    { subject: 'Ana Lopez can’t sign in' },
  ]);
  expect(await rows(`SELECT name FROM customer_success.organizations WHERE external_id = 'lopez'`)).toEqual([
    { name: 'Ana Lopez' },
  ]);
});

test.each(['address', 'content'])(
  'a message to the person of which the %s alone is left loses it',
  async (left) => {
    await teamWrites();
    const gone = left === 'address' ? 'content' : 'address';
    await rows(`UPDATE customer_success.interventions SET stage = 'sent', ${gone} = NULL`);
    await erase('--apply');
    expect(
      await rows(
        `SELECT DISTINCT num_nulls(address, content)::int AS gone FROM customer_success.interventions WHERE user_id IS NOT NULL`,
      ),
    ).toEqual([{ gone: 2 }]);
  },
);

test('an erased person’s use stays in totals, and the audit verifies as before', async () => {
  await teamWrites();
  await erase('--apply');
  expect(
    await rows(
      'SELECT sum(events)::int AS events, count(DISTINCT user_id)::int AS people FROM customer_success.activity_daily',
    ),
  ).toEqual([{ events: 12, people: 2 }]);
  expect(await rows("SELECT * FROM customer_success.find_audit_problems('[]')")).toEqual([]);
  expect(
    await rows(
      `SELECT count(*)::int AS n FROM customer_success.audit_log WHERE kind = 'note.add' AND personal IS NULL AND personal_digest IS NOT NULL`,
    ),
  ).toEqual([{ n: 2 }]);
});

test('a plan says what would be done and changes nothing', async () => {
  await teamWrites();
  const before = await everyRow(here.company.admin);
  expect(await erase()).toContain('Nothing was changed. Add --apply');
  expect(await everyRow(here.company.admin)).toEqual(before);
  const plan = JSON.parse(await erase('--json'));
  const { removed } = JSON.parse(await erase('--apply', '--json'));
  expect(plan).toMatchObject({ done: false, removed });
});

test('a file that still has the person is set aside without them, their use is counted once, and the rest flows', async () => {
  await erase('--apply');
  const report = await load({
    ...files,
    'users.csv': `${files['users.csv']}u10,bolt,Cy Tran,cy@bolt.test,,member,\nu11,bolt,Ana L,ANA.LOPEZ@acme.test ,,member,\n`,
    'activity_daily.csv': `${files['activity_daily.csv']}bolt,ana.lopez@acme.test,login,2026-10-02,1\n`,
  });
  const users = report.files.find(({ table }) => table === 'users');
  expect(users).toMatchObject({ setAside: 3, added: 1 });
  expect(users?.reasons[0]?.reason).toContain('erased on request');
  expect(await tracesOf(/ana[.]?l|ana l|head of data/i)).toEqual([]);
  expect(
    await rows(
      'SELECT sum(events)::int AS events, count(DISTINCT user_id)::int AS people FROM customer_success.activity_daily',
    ),
  ).toEqual([{ events: 13, people: 2 }]);
  expect(await rows('SELECT count(*)::int AS n FROM customer_success.unlisted_users')).toEqual([{ n: 0 }]);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/aside/.test(name) && /users/.test(name))
      expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/ana/i);
  rmSync(folder, { recursive: true });
});

test('what a desktop that was away sends later tells nothing of the person, and is taken', async () => {
  await erase('--apply');
  await teamWrites('As ana.lopez@acme.test asked');
  expect(await tracesOf(inTexts)).toEqual([]);
  expect(await tracesOf(/lisbon/i)).toEqual([]);
  expect(await rows(`SELECT text FROM customer_success.notes ORDER BY row_id`)).toEqual([
    { text: 'Erased on request.' },
    { text: 'Spoke with\nErased contact and (Erased contact)' },
    { text: 'Anabel Lopezosa stays' },
  ]);
  expect(await rows("SELECT * FROM customer_success.find_audit_problems('[]')")).toEqual([]);
});

test('a complete file that still has the person removes whom it no longer names, and keeps the contact without a name', async () => {
  await erase('--apply');
  const report = await createCompany({
    url: here.company.url,
    from: writeCsvFolder({ ...files, 'users.csv': files['users.csv'].replace(/u8.*\n/, '') }),
    now,
    complete: { tables: ['users'], acceptDeletions: false, acceptSetAside: false },
  });
  expect(report.files.find(({ table }) => table === 'users')?.removal).toEqual({ removed: 1, kept: 0 });
  expect(await rows(`SELECT name FROM customer_success.users ORDER BY 1`)).toEqual([
    { name: 'Ana Lopez' },
    { name: 'Erased contact' },
    { name: 'Erased contact' },
  ]);
});

test('a contact who is called like a word of a list, or like their own id, changes no such word', async () => {
  await here.company.admin.query(`
    UPDATE customer_success.users SET name = 'u8', email = 'u@acme.test' WHERE external_id = 'u8';
    UPDATE customer_success.users SET name = 'Platform', email = 'p@acme.test' WHERE external_id = 'u7';
    INSERT INTO customer_success.subscriptions (organization_id, external_id, product, started_on)
    SELECT organization_id, 's', 'Platform', '2026-01-01' FROM customer_success.organizations WHERE external_id = 'acme';
    UPDATE customer_success.support_tickets SET subject = 'The platform is slow, says Platform' WHERE external_id = 't2'`);
  for (const email of ['u@acme.test', 'p@acme.test']) await privacy('erase', '--email', email, '--apply');
  expect(await rows('SELECT product FROM customer_success.subscriptions')).toEqual([{ product: 'Platform' }]);
  expect(await rows(`SELECT subject FROM customer_success.support_tickets WHERE external_id = 't2'`)).toEqual(
    [{ subject: '' }],
  );
  expect(
    await rows(`SELECT external_id AS id FROM customer_success.users WHERE erased_at IS NOT NULL ORDER BY 1`),
  ).toEqual([{ id: 'u7' }, { id: 'u8' }]);
});

test('a pipeline that writes the person again is passed over, and that is counted', async () => {
  await erase('--apply');
  await here.company.admin.query(`
    INSERT INTO customer_success.users (organization_id, external_id, name, email)
    SELECT organization_id, 'new', 'Ana Lopez', 'ana.lopez@acme.test' FROM customer_success.organizations WHERE external_id = 'bolt';
    INSERT INTO customer_success.users (organization_id, external_id, name, email)
    SELECT organization_id, 'u7', 'Ana Lopez', 'ana.lopez@acme.test' FROM customer_success.organizations WHERE external_id = 'acme'
        ON CONFLICT (organization_id, external_id) DO UPDATE SET name = excluded.name, email = excluded.email`);
  expect(await tracesOf(inTexts)).toEqual([]);
  expect(
    await rows(
      `SELECT table_name, rows::int FROM customer_success.set_aside_rows WHERE reason LIKE '%erased%'`,
    ),
  ).toEqual([{ table_name: 'users', rows: 1 }]);
});

test('who does not look after the company erases nobody, and an address that nobody has is said', async () => {
  const { url } = await here.company.createLogin({ role: 'admin', scope: 'all' });
  await expect(erase('--url', url, '--apply')).rejects.toThrow('may not change');
  await expect(privacy('erase', '--email', 'nobody@acme.test', '--apply')).rejects.toThrow(
    'No contact has this e-mail',
  );
  expect(await rows('SELECT * FROM customer_success.erasures')).toEqual([]);
});

test('done again, an erasure takes what has been written since by the name that is given', async () => {
  await erase('--apply');
  await here.company.admin.query(
    `UPDATE customer_success.support_tickets SET subject = 'For Ana Lopez <ana.lopez@acme.test>' WHERE external_id = 't2'`,
  );
  await erase('--apply', '--name', 'Ana Lopez');
  expect(await tracesOf(inTexts)).toEqual([]);
  expect(
    await rows(`SELECT count(*)::int AS n FROM customer_success.users WHERE erased_at IS NOT NULL`),
  ).toEqual([{ n: 2 }]);
});

test('somebody who was erased is found by the id they had, and nobody else who was', async () => {
  await erase('--apply');
  await privacy('erase', '--contact', 'u8', '--account', 'acme', '--apply');
  for (const id of ['u7', 'u8'])
    expect(await privacy('erase', '--contact', id, '--account', 'acme')).toMatch(/\b1 contact\b/);
  await expect(privacy('erase', '--contact', 'u6', '--account', 'acme')).rejects.toThrow(
    /No contact of the account “acme” has the id “u6”/,
  );
});

test('a person whose name is a word of the rules’ own is taken out of what people wrote, and no rule loses its sense', async () => {
  await here.company.admin.query(`UPDATE customer_success.users SET name = 'admin' WHERE external_id = 'u7'`);
  await teamWrites();
  await erase('--apply');
  const { actions } = ruleDefinition(mailing(''));
  expect(
    await rows(`SELECT definition -> 'actions' AS actions, definition ->> 'subject' AS subject FROM customer_success.rules
                UNION ALL SELECT definition -> 'actions', definition ->> 'subject' FROM customer_success.rule_versions`),
  ).toEqual([
    { actions, subject: 'account' },
    { actions, subject: 'account' },
  ]);
});

test('an export of a person holds every trace of them and nobody else’s row, and changes nothing', async () => {
  await teamWrites();
  const before = await everyRow(here.company.admin);
  const file = join(folder, 'ana.json');
  const said = await privacy('export', '--email', 'ana.lopez@acme.test', '--to', file);
  expect(said).toMatch(/2 contacts:/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  const found = JSON.parse(text) as { asOf: string; rows: Record<string, object[]>; audit: object[] };
  expect(Math.abs(Date.now() - Date.parse(found.asOf))).toBeLessThan(60_000);
  expect(Object.keys(found.rows).sort()).toEqual(
    expect.arrayContaining(['activity_daily', 'notes', 'support_tickets', 'survey_responses', 'users']),
  );
  expect(found.rows['users']).toHaveLength(2);
  for (const trace of [
    'Head of Data',
    'My lanyard is lost',
    'I am moving house',
    'Is moving to Lisbon',
    'ana lopez is leaving',
  ])
    expect(text).toContain(trace);
  expect(text).toContain('as ANA.LOPEZ@ACME.TEST said');
  expect(text).not.toMatch(/another\.ana|Lopezosa stays|can’t sign in/);
  expect(found.audit.length).toBeGreaterThan(2);
  expect(await everyRow(here.company.admin)).toEqual(before);
  await expect(privacy('export', '--email', 'ana.lopez@acme.test', '--to', file)).rejects.toThrow(
    /Nothing was written.*there is a file of that name already/,
  );
  await erase('--apply');
  await privacy('export', '--email', 'ana.lopez@acme.test', '--to', `${file}2`);
  expect(readFileSync(`${file}2`, 'utf8').replaceAll('ana.lopez@acme.test"', '')).not.toMatch(inTexts);
});
