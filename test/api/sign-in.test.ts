import { afterEach, expect, it, vi } from 'vitest';
import { appRouter } from '../../src-main/api/router';
import { signInStateSchema } from '../../src-preload/contract/sign-in';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { type RunningHost, startHost } from '../support/running-host';
import { fillCompany } from '../sync/support/company';

const day = 86_400_000;
const there = openForTests(() => openCompany((admin) => fillCompany(admin, 3)));
const gone = () => there.managerUrl.replace(/:\d+\//, ':1/');
const everyAccount = { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 100 };

let host: RunningHost | undefined;
afterEach(() => host?.close());

async function state() {
  return signInStateSchema.parse(await host?.ask('signIn.state'));
}

/** A desktop that has its copy, starts again without the server, so many days later. */
async function startLater(days: number): Promise<RunningHost> {
  const first = await startHost(there.managerUrl);
  await first.scored();
  await first.leave();
  const clock = { now: () => Date.now() + days * day };
  host = await startHost(gone(), () => null, { folder: first.folder, key: first.key, clock });
  return host;
}

it('a copy that stands is open offline, and says until when', async () => {
  const started = await startLater(6.5);
  const { lock, opensUntil } = await state();
  expect(lock).toBeNull();
  expect((opensUntil ?? 0) - Date.now()).toBeGreaterThan(6.9 * day);
  expect(await started.call('accounts.list', everyAccount)).toMatchObject({ ok: true });
});

it('on the eighth day nothing answers but what a sign-in needs, until the server lets the login in', async () => {
  let started = await startLater(8);
  expect((await state()).lock).toMatchObject({ why: 'too long' });
  const answering = [];
  for (const path of Object.keys(appRouter._def.procedures)) {
    let answer = await started.call(path, {});
    if (!answer.ok && answer.error.code === 'rate_limited') {
      // There are more procedures than one may call at once: allowances are the host's.
      await started.close();
      started = await startLater(8);
      answer = await started.call(path, {});
    }
    if (answer.ok || answer.error.code !== 'locked') answering.push(path);
  }
  expect(answering.sort()).toEqual([
    'monitor.syncNow',
    'profiles.add',
    'profiles.eraseKept',
    'profiles.list',
    'profiles.open',
    'profiles.readOfLoss',
    'profiles.remove',
    'profiles.rename',
    'profiles.signOut',
    'settings.chooseProtection',
    'settings.connection',
    'settings.lookAtCertificate',
    'settings.setConnection',
    'settings.testConnection',
    'signIn.acceptInvitation',
    'signIn.changePassword',
    'signIn.state',
  ]);
  await started.ask('settings.setConnection', { url: there.managerUrl });
  await vi.waitUntil(async () => (await state()).lock === null, { timeout: 30_000 });
  expect(await started.call('accounts.list', everyAccount)).toMatchObject({ ok: true });
  const locks = started.events.flatMap((event) => (event.type === 'lock' ? [event.lock?.why ?? null] : []));
  expect(locks).toEqual(['too long', null]);
});

it('another login than the copy’s waits for the server', async () => {
  await startLater(1);
  const { url, login } = await there.company.createLogin({ role: 'viewer', scope: 'all' });
  await host?.ask('settings.setConnection', { url: url.replace(/:\d+\//, ':1/') });
  expect((await state()).lock).toMatchObject({ why: 'another login' });
  await host?.ask('settings.setConnection', { url });
  await vi.waitUntil(async () => (await state()).lock === null, { timeout: 30_000 });
  expect(await host?.ask('settings.me')).toMatchObject({ login });
});
