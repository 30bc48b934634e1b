import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { addRunCommand } from '../../src-main/host/commands/run';
import { readDuty } from '../../src-main/store/runner/duty';
import { companyForEachTest } from '../support/company-for-each-test';
import type { TestLogin } from '../support/postgres';
import { startTcpProxy } from '../support/tcp-proxy';
import { addOrganizations, fillCompany } from '../sync/support/company';
import { type ServiceProcess, startService } from './support/service-process';

const here = companyForEachTest();
const running: ServiceProcess[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.remove();
});

function start(...args: string[]): ServiceProcess {
  const service = startService(args);
  running.push(service);
  return service;
}

async function admin(): Promise<TestLogin> {
  await fillCompany(here.company.admin, 4);
  return here.company.createLogin({ role: 'admin', scope: 'all' });
}

const soon = { timeout: 60_000, interval: 50 };

test('a service loads, scores, follows what changes, and SIGTERM ends it well', async () => {
  const { url } = await admin();
  const service = start('--url', url);
  await service.ready();
  await addOrganizations(here.company.admin, 5, 5);
  await vi.waitFor(async () => {
    expect((await service.get('/metrics')).text).toContain('steward_scored{of="accounts"} 5\n');
  }, soon);
  service.signal('SIGTERM');
  expect(await service.ended).toBe(0);
  expect(service.said()).toContain('the service has ended');
  service.opened(({ read }) =>
    expect(read.prepared('select count(*) from organizations').pluck().get()).toBe(5),
  );
});

test('a service ends by itself when its time is over', async () => {
  const { url } = await admin();
  const service = start('--url', url, '--for', '1s');
  expect(await service.ended).toBe(0);
  expect(service.said()).toContain('the service has ended');
});

test('/ready says why the copy is not the company’s of now, and so again once it is', async () => {
  const { url } = await admin();
  const line = await startTcpProxy(url);
  try {
    const service = start('--url', line.through(url));
    await service.ready();
    expect((await service.get('/live')).text).toBe('live\n');
    line.cutAfter(0);
    await vi.waitFor(async () => expect((await service.get('/ready')).status).toBe(503), soon);
    expect(JSON.parse((await service.get('/ready')).text)).toMatchObject({
      ready: false,
      problem: expect.stringMatching(/company’s (database|server)/),
    });
    expect((await service.get('/metrics')).text).toContain('\nsteward_ready 0\n');
    line.heal();
    service.signal('SIGHUP');
    await service.ready();
  } finally {
    await line.close();
  }
});

test('/metrics has the figures of Monitor in OpenMetrics, and nothing of an account or a person in them', async () => {
  const { url, login } = await admin();
  const service = start('--url', url);
  await service.ready();
  const settled = async () => {
    const { text } = await service.get('/metrics');
    expect(text).toContain('steward_scored{of="accounts"} 4\n');
    expect(text).toContain('steward_runner{state="this"} 1\n');
    return text;
  };
  const text = await vi.waitFor(settled, soon);
  expect((await service.get('/metrics')).type).toMatch(/^application\/openmetrics-text/);
  expect(text.endsWith('# EOF\n')).toBe(true);
  expect(text).toContain('steward_copy_rows{table="organizations"} 4\n');
  expect(text).toContain('steward_breaker_open{server="company"} 0\n');
  expect(text).toMatch(/steward_job_seconds_count\{kind="[a-z_]+",state="succeeded"\} [1-9]/);
  expect(text).toMatch(/steward_company_function_seconds_count\{function="claim_runner"\} [1-9]/);
  expect(text).toMatch(/steward_procedure_seconds_count\{procedure="monitor\.get"\} [1-9]/);
  expect(text).not.toMatch(new RegExp(`${login}|Account \\d|@|postgres:`));
  expect((await service.get('/elsewhere')).status).toBe(404);
});

test('a password that was changed is taken up at SIGHUP, without an end', async () => {
  const { url, login } = await admin();
  const file = join(mkdtempSync(join(tmpdir(), 'steward-address-')), 'address');
  const keep = (text: string) => writeFileSync(file, `${text}\n`, { mode: 0o600 });
  keep(url);
  const service = start('--url-file', file);
  await service.ready();
  const changed = new URL(url);
  changed.password = 'another-password';
  await here.company.admin.query(`alter role ${login} password 'another-password'`);
  await here.company.admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1',
    [login],
  );
  await vi.waitFor(async () => expect((await service.get('/ready')).status).toBe(503), soon);
  keep(changed.href);
  service.signal('SIGHUP');
  await service.ready();
  rmSync(dirname(file), { recursive: true });
});

test('a second service on the same store is refused, and the first goes on', async () => {
  const { url } = await admin();
  const first = start('--url', url);
  await first.ready();
  const second = startService(['--url', url], first);
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain('Another Steward is at work on this local copy');
  await first.ready();
});

test('a service whose access was taken back ends with a sentence, and nothing of the copy stays', async () => {
  const { url, login } = await admin();
  const service = start('--url', url);
  await service.ready();
  await here.company.admin.query('delete from customer_success.memberships');
  expect(await service.ended).toBe(1);
  expect(service.said()).toContain(`The access of ${login} was taken back`);
  expect(existsSync(service.folder) ? readdirSync(service.folder) : []).toEqual([]);
});

test('of two services one computes for the company, and what kills it gives the work to the other', async () => {
  const { url } = await admin();
  await here.company.admin.query('update customer_success.runner_lease set seconds = 3');
  const first = start('--url', url);
  await first.ready();
  await vi.waitFor(async () => expect(await isRunner(first)).toBe(true), soon);
  const second = start('--url', (await here.company.createLogin({ role: 'admin', scope: 'all' })).url);
  await second.ready();
  expect(await isRunner(second)).toBe(false);
  const killedAt = Date.now();
  first.signal('SIGKILL');
  await vi.waitFor(async () => expect(await isRunner(second)).toBe(true), soon);
  expect(Date.now() - killedAt).toBeLessThan(60_000);
  second.signal('SIGTERM');
  await second.ended;
  expect(second.opened(({ read }) => readDuty(read))).toBeNull();
});

async function isRunner(service: ServiceProcess): Promise<boolean> {
  return (await service.get('/metrics')).text.includes('steward_runner{state="this"} 1');
}

test.each([
  [['--url', 'postgres://x@127.0.0.1:1/c', '--for', '1day'], /60s, 20m, 1h/],
  [['--url', 'postgres://x@127.0.0.1:1/c', '--metrics', 'here'], /no address to listen at/],
  [['--url-file', '/does/not/exist'], /can’t be read/],
  [[], /Give the address/],
])('%j is refused with what to write', async (args, said) => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-refused-'));
  const program = new Command('steward').exitOverride().configureOutput({ writeErr: () => undefined });
  addRunCommand(program);
  for (const command of program.commands) command.exitOverride();
  await expect(
    program.parseAsync(['run', '--store', join(folder, 'steward.db'), ...args], { from: 'user' }),
  ).rejects.toThrow(said);
  rmSync(folder, { recursive: true });
});
