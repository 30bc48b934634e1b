import { afterEach, expect, test } from 'vitest';
import { type RunningHost, startHost } from '../support/running-host';

let host: RunningHost | undefined;
afterEach(async () => {
  await host?.close();
  host = undefined;
});

test.each([
  'postgres://a%b:secret@127.0.0.1:1/company',
  'postgres://a%00b:secret@127.0.0.1:1/company',
  'postgres://ada:secret@127.0.0.1:1/company?host=other.example',
  'postgres://ada:secret@127.0.0.1:1/company?user=other',
  'postgres://ada:secret@one,two/company',
  'postgres://ada:secret@127.0.0.1:1/%ff',
  'postgres://',
])('an address that can’t be used is refused in words, and changes nothing: %s', async (url) => {
  const remembered: unknown[] = [];
  host = await startHost(null, (question) => remembered.push(question));
  const answer = await host.call('settings.setConnection', { url });
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(JSON.stringify(answer)).not.toContain('secret');
  expect(remembered).toEqual([]);
  expect(await host.ask('settings.testConnection', { url })).toMatchObject({ ok: false });
  expect(await host.ask('settings.connection')).toMatchObject({ host: null, asksProtection: false });
});

test('a certificate file that never ends holds nothing up, and nobody learns what is there', async () => {
  host = await startHost(null);
  const findings = [];
  for (const file of ['/dev/zero', '/etc/shadow', '/nowhere/at/all']) {
    const url = `postgres://ada:secret@127.0.0.1:1/company?sslrootcert=${file}`;
    findings.push(JSON.stringify(await host.ask('settings.testConnection', { url })));
  }
  expect(new Set(findings).size).toBe(1);
  expect(findings[0]).not.toMatch(/dev|shadow|nowhere|ENOENT|EACCES/);
});

test('choosing how a line is protected where nobody asked is refused', async () => {
  host = await startHost(null);
  expect(await host.call('settings.chooseProtection', { protection: 'clear' })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
});
