import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type MailServer, startMailServer } from '../support/mail-server';
import { mailBytes } from '../support/mails';
import { call, launch, launchTemplate, readyToSend, runRow, saveTemplate, send } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { type ServiceProcess, startService } from './support/service-process';

const team = teamForAllTests();
let server: MailServer;
let service: ServiceProcess | null = null;
beforeAll(async () => {
  server = await startMailServer();
});
beforeEach(() => readyToSend(team));
afterEach(async () => {
  vi.unstubAllEnvs();
  await service?.remove();
  service = null;
});
afterAll(() => server.stop());

const html =
  '<p>Hello {{ contact.first_name }} of {{ account.name }}</p><p>{{ company.name }}, {{ company.postal_address }}</p>' +
  '<p><a href="{{ unsubscribe.url }}">Unsubscribe</a></p>';

test('steward run sends what a person wrote, and a template with the contact’s values, over its mail server', async () => {
  vi.stubEnv('STEWARD_SMTP_URL', `smtp://127.0.0.1:${server.port}?tls=none`);
  await team.company.admin.query(`UPDATE customer_success.users SET name = 'Ana Lopez' WHERE user_id = 1`);
  const content = { subject: 'About {{ account.name }}', preheader: '', mjml: '<mjml></mjml>', html };
  const template = await saveTemplate(team, { content });
  await call(team.clients.ann, 'record_consent', 'acme', {
    contact: 'user of 1',
    category: 'relationship',
    state: 'granted',
    basis: 'contract',
  });
  const written = await launch(team.clients.ann, { subject: 'By hand', text: 'How are you?' });
  const made = await launchTemplate(team.clients.ann, template);
  service = startService(['--url', team.logins.ada.url]);
  await service.ready();
  // What it was asked for before its copy was there it put back for a minute.
  await vi.waitFor(
    async () => {
      await team.company.admin.query(
        `UPDATE customer_success.interventions SET next_due = now() WHERE stage = 'waiting' AND reason = 'not_now'`,
      );
      const rows = [await runRow(team, written.run_id), await runRow(team, made.run_id)];
      expect(rows).toMatchObject([{ stage: 'sent' }, { stage: 'sent' }]);
    },
    { timeout: 90_000, interval: 500 },
  );
  const mails = await Promise.all(server.received.map((mail) => mail.parsed()));
  const of = (subject: string) => mails.find((mail) => mail.subject === subject);
  expect(mails).toHaveLength(2);
  expect(of('By hand')?.text?.trim()).toBe('How are you?');
  const letter = of('About Acme');
  expect(letter?.text).toContain('Hello Ana of Acme');
  const link = /href="(https:\/\/acme\.example\/u\/([A-Za-z0-9_-]{43}))"/.exec(letter?.html ?? '');
  expect(letter?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(`<${link?.[1]}>`);
  expect(await call(team.clients.vera, 'unsubscribe', link?.[2], false)).toEqual({ outcome: 'applied' });
  expect(service.said()).toContain('messages go out by this runner');
});

test('steward run reads what came back from where the environment says, and tells how that stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'returned-'));
  try {
    vi.stubEnv('STEWARD_SMTP_URL', '');
    vi.stubEnv('STEWARD_INBOX_URL', pathToFileURL(folder).href);
    await launch(team.clients.ann);
    const run = await send(team.clients.ada);
    writeFileSync(join(folder, 'one.eml'), mailBytes('qmail-no-mailbox', run.message_id));
    const then = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'one.eml'), then, then);
    service = startService(['--url', team.logins.ada.url]);
    await service.ready();
    await vi.waitFor(async () => expect(await runRow(team, run.run_id)).toMatchObject({ stage: 'bounced' }), {
      timeout: 30_000,
      interval: 200,
    });
    const { text } = await service.get('/metrics');
    expect(text).toMatch(/steward_mailbox_read 1\b/);
    expect(text).toMatch(/steward_mailbox_mails\{what="about"\} 1\b/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('an address of a mailbox that is none ends it in words that hold no password', async () => {
  vi.stubEnv('STEWARD_SMTP_URL', '');
  vi.stubEnv('STEWARD_INBOX_URL', 'imap://user:s3cret@mail.example/INBOX?tls=none');
  service = startService(['--url', team.logins.ada.url]);
  expect(await service.ended).not.toBe(0);
  expect(service.said()).toContain('without encryption a mailbox is read on this machine alone');
  expect(service.said()).not.toContain('s3cret');
});

test('without a mail server it sends nothing, and the messages wait', async () => {
  vi.stubEnv('STEWARD_SMTP_URL', '');
  const { run_id } = await launch(team.clients.ann);
  service = startService(['--url', team.logins.ada.url]);
  await service.ready();
  expect(await runRow(team, run_id)).toMatchObject({ stage: 'waiting', reason: 'due', attempt: 0 });
});

test('an address of a mail server that is none ends it in words that hold no password', async () => {
  vi.stubEnv('STEWARD_SMTP_URL', 'smtp://user:s3cret@mail.example?tls=none');
  service = startService(['--url', team.logins.ada.url]);
  expect(await service.ended).not.toBe(0);
  expect(service.said()).toContain('without encryption mail goes to this machine alone');
  expect(service.said()).not.toContain('s3cret');
});

test('a dry run says what would go, ends, and sends nothing', async () => {
  vi.stubEnv('STEWARD_SMTP_URL', `smtp://127.0.0.1:${server.port}?tls=none`);
  const { run_id } = await launch(team.clients.ann);
  const before = server.received.length;
  service = startService(['--url', team.logins.ada.url, '--dry-run-mail']);
  expect(await service.ended).toBe(0);
  expect(service.said()).toContain(`would go    ${String(run_id)}  by hand, to x1.example`);
  expect(service.said()).toContain('1 mail would go now. Nothing was claimed, and nothing sent.');
  expect(service.said()).not.toContain('user1@');
  expect(await runRow(team, run_id)).toMatchObject({ stage: 'waiting', reason: 'due', attempt: 0 });
  expect(server.received).toHaveLength(before);
});
