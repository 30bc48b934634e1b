import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Command } from 'commander';
import type { ClientBase } from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { connectCompany } from '../../src-main/company/connect-company';
import { diagnose } from '../../src-main/company/diagnose';
import { invitationText } from '../../src-main/company/team/invitation-text';
import { addCertificateCommand } from '../../src-main/host/commands/certificate';
import { parseAddress } from '../../src-main/lib/company-address';
import { lookAtCertificate } from '../../src-main/ports/postgres/look-at-certificate';
import { explainTrouble } from '../../src-main/sync/loop/trouble';
import { connect } from '../../src-main/sync/wire/connect';
import { createSession } from '../../src-main/sync/wire/session';
import { readInvitation } from '../../src-preload/contract/company/invitation';
import type { ShownCertificate } from '../../src-preload/contract/company/pins';
import type { Certificate } from '../support/certificates';
import { openForTests } from '../support/open-for-tests';
import { startTlsServer } from '../support/tls-server';

const server = openForTests(startTlsServer);
const address = (...pins: string[]) =>
  server.url(
    'scram',
    `?sslrootcert=${server.authority}${pins.length === 0 ? '' : `&sslpin=${pins.join(',')}`}`,
  );
const shown = () => lookAtCertificate(parseAddress(address()));

/** How the company's session, whoever opens it, comes about: opened, or why not. */
async function outcome(url: string): Promise<string> {
  try {
    await (await connect({ url })).close();
    return 'opened';
  } catch (error) {
    return explainTrouble(error).words;
  }
}

let first: ShownCertificate;
let original: Certificate;
beforeAll(async () => {
  original = server.issue('original');
  await server.become(original);
  first = await shown();
});

const stranger = `sha256//${Buffer.alloc(32, 7).toString('base64')}`;
const refused = /^0\.0\.0\.0:\d+ shows .*Neither login nor password was sent\. Ask the administrator/;

test('the pin of a key is what openssl makes of it', () => {
  const key = execFileSync('openssl', ['x509', '-in', original.certificate, '-pubkey', '-noout']);
  const der = execFileSync('openssl', ['pkey', '-pubin', '-outform', 'der'], { input: key });
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-binary'], { input: der });
  expect(first.keyPin).toBe(`sha256//${digest.toString('base64')}`);
  const print = execFileSync('openssl', [
    'x509',
    '-in',
    original.certificate,
    '-fingerprint',
    '-sha256',
    '-noout',
  ]);
  expect(print.toString().trim().split('=')[1]).toBe(first.fingerprint);
  expect(first).toMatchObject({
    subject: 'CN=original',
    issuer: 'CN=company',
    authorities: [{ subject: 'CN=company' }],
  });
  expect(first.validUntil).toBeGreaterThan(Date.now());
});

describe('a server that shows', () => {
  const authority = () => first.authorities[0]?.pin ?? '';
  const lines: [string, () => Certificate | 'sound', Record<'key' | 'authority' | 'certificate', boolean>][] =
    [
      ['the same certificate', () => original, { key: true, authority: true, certificate: true }],
      [
        'a renewed certificate with the same key',
        () => server.issue('renewed', { keyOf: original }),
        { key: true, authority: true, certificate: false },
      ],
      [
        'another key by the same authority',
        () => server.issue('another'),
        { key: false, authority: true, certificate: false },
      ],
    ];

  test.each(lines)('%s fits the pins of what did not change, and no others', async (_what, line, fits) => {
    await server.become(line());
    const pins = { key: first.keyPin, authority: authority(), certificate: first.certificatePin };
    for (const which of ['key', 'authority', 'certificate'] as const) {
      const found = await outcome(address(pins[which]));
      if (fits[which]) expect([which, found]).toEqual([which, 'opened']);
      else {
        expect(found).toMatch(refused);
        const now = await shown();
        expect(found).toContain(which === 'certificate' ? now.certificatePin : now.keyPin);
        expect(found).toContain(pins[which]);
      }
    }
    expect(await outcome(address())).toBe('opened');
    expect(await outcome(address(stranger))).toMatch(refused);
    expect(await outcome(address(stranger, first.keyPin, authority()))).toBe('opened');
  });

  test.each([
    ['expired', /out of date.*Neither login nor password/],
    ['other name', /for a server of another name.*Neither login nor password/],
    ['unknown issuer', /issued by nobody this machine trusts.*Neither login nor password/],
    ['none', /offers no encrypted line.*Neither login nor password/],
  ] as const)(
    'a certificate that is not sound (%s) is refused with a pin as without, and can’t be pinned',
    async (line, words) => {
      await server.become(line);
      expect(await outcome(address(first.keyPin, authority()))).toMatch(words);
      await expect(shown()).rejects.toThrow(words);
    },
  );
});

describe('another certificate than is pinned', () => {
  beforeAll(() => server.become(server.issue('impostor')));

  test('is refused on every way to the company', async () => {
    const url = address(first.keyPin);
    await expect(connectCompany(url)).rejects.toThrow(refused);
    await expect(createSession({ url }, () => undefined).open()).rejects.toThrow(refused);
    await expect(createSession({ url }, () => undefined).openAnother()).rejects.toThrow(refused);
    expect(JSON.stringify(await diagnose(url))).toMatch(/shows sha256/);
  });

  test('hears nothing of login and password: not one byte goes up the line', async () => {
    const impostor = server.issue('listener');
    const heard: Buffer[] = [];
    const listener = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          const secure = { key: readFileSync(impostor.key), cert: readFileSync(impostor.certificate) };
          socket.write('S');
          new TLSSocket(socket, { isServer: true, ...secure })
            .on('error', () => undefined)
            .on('data', (data) => heard.push(data))
            .once('data', () => socket.destroy());
        });
    });
    await once(listener.listen(0), 'listening');
    const { port } = listener.address() as AddressInfo;
    const there = (url: string) => url.replace(/:\d+\//, `:${port}/`);
    expect(await outcome(there(address(first.keyPin)))).toMatch(refused);
    expect(heard).toEqual([]);
    await outcome(there(address()));
    expect(Buffer.concat(heard).toString()).toContain('scram');
    listener.close();
  });

  test('a server on this machine is asked for encryption once something is pinned', async () => {
    const { port } = new URL(server.url('scram'));
    const here = `postgres://scram:correct%20horse@localhost:${port}/postgres?sslrootcert=${server.authority}&sslpin=${first.keyPin}`;
    expect(await outcome(here)).toMatch(/^localhost:\d+ shows/);
  });
});

test.each([
  ['sslmode=disable', /sslpin checks the server, and sslmode=disable says not to/],
  ['sslmode=no-verify', /sslpin checks the server, and sslmode=no-verify says not to/],
])('a pin beside %s contradicts itself', (mode, words) => {
  expect(() => parseAddress(`postgres://ann@db.example/north?${mode}&sslpin=${stranger}`)).toThrow(words);
});

test.each([
  'sha256//',
  'sha256//short=',
  'md5//AAAA',
  stranger.replace('//', '/'),
  `${stranger},`,
  `${stranger} ${stranger}`,
  Array(11).fill(stranger).join(','),
  `${stranger}%00`,
])('what is no pin is refused: %s', (pin) => {
  expect(() => parseAddress(`postgres://ann@db.example/north?sslpin=${pin}`)).toThrow(
    /sslpin is sha256|holds a %/,
  );
});

test('an invitation hands the pins of whoever invites on, and no file', async () => {
  const client = {
    query: () => Promise.resolve({ rows: [{ id: crypto.randomUUID() }] }),
  } as unknown as ClientBase;
  const url = `postgres://keeper@db.example/north?sslrootcert=/etc/ours.pem&sslpin=${first.keyPin},${stranger}`;
  const text = await invitationText(client, {
    login: 'ann',
    oneTime: null,
    url,
    company: 'North',
    withPassword: true,
  });
  const invited = parseAddress(readInvitation(text)?.url ?? '');
  expect(invited.parameters).toEqual({ sslpin: `${first.keyPin},${stranger}` });
});

test('the command line tells what to pin, and what it tells fits', async () => {
  await server.become(original);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const program = new Command('steward').exitOverride();
  addCertificateCommand(program);
  await program.parseAsync(['certificate', '--url', address()], { from: 'user' });
  const said = log.mock.calls.map(([line]) => String(line)).join('\n');
  log.mockRestore();
  const pins = [...said.matchAll(/sslpin=(\S+)/g)].map(([, pin]) => pin ?? '');
  expect(pins).toHaveLength(3);
  for (const pin of pins) expect(await outcome(address(pin))).toBe('opened');
  expect(said).toContain(first.fingerprint);
});
