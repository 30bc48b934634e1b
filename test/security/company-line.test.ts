import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectCompany } from '../../src-main/company/connect-company';
import { explainTrouble } from '../../src-main/sync/loop/trouble';
import { connect } from '../../src-main/sync/wire/connect';
import { openForTests } from '../support/open-for-tests';
import { type LineKind, type LoginKind, lineKinds, loginKinds, startTlsServer } from '../support/tls-server';

const server = openForTests(startTlsServer);
const trusting = () => `sslrootcert=${server.authority}`;

/** How a session was opened: how the line is kept, or why there is none. */
async function outcome(url: string): Promise<string> {
  try {
    const session = await connect({ url });
    const [line] = await session.query<{ ssl: boolean }>(
      'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
    );
    await session.close();
    return line?.ssl ? 'encrypted' : 'in clear';
  } catch (error) {
    const trouble = explainTrouble(error);
    expect(trouble).toMatchObject({ phase: 'failed', code: 'forbidden' });
    return trouble.words;
  }
}

const reasons = {
  'unknown issuer': /issued by nobody this machine trusts.*Neither login nor password was sent/,
  'other name': /for a server of another name.*Neither login nor password was sent/,
  expired: /out of date.*Neither login nor password was sent/,
  'no tls': /offers no encrypted line.*Neither login nor password was sent/,
  'tls only': /takes tls_only over an encrypted line only/,
  md5: /asks for the password as md5.*did not send it/,
  cleartext: /asks for the password in clear.*did not send it/,
  anybody: /lets anybody in without a password/,
} as const;

type Mode = 'nothing said' | 'disable' | 'require' | 'no-verify' | 'verify-full';
const modes: readonly Mode[] = ['nothing said', 'disable', 'require', 'no-verify', 'verify-full'];

function queryOf(mode: Mode): string {
  if (mode === 'disable' || mode === 'no-verify') return `?sslmode=${mode}`;
  return mode === 'nothing said' ? `?${trusting()}` : `?sslmode=${mode}&${trusting()}`;
}

function expected(mode: Mode, line: LineKind, login: LoginKind): string | RegExp {
  const isChecked = mode !== 'disable' && mode !== 'no-verify';
  const isEncrypted = mode !== 'disable';
  if (isEncrypted && line === 'none') return reasons['no tls'];
  if (isChecked && line !== 'sound' && line !== 'none') return reasons[line];
  if (login === 'tls_only' && !isEncrypted) return reasons['tls only'];
  if (login === 'md5' || login === 'cleartext') return reasons[login];
  if (login === 'trusted' && !isChecked) return reasons['anybody'];
  return isEncrypted ? 'encrypted' : 'in clear';
}

describe.each(lineKinds)('a server whose line is: %s', (line) => {
  beforeAll(() => server.become(line));

  test.each(modes.flatMap((mode) => loginKinds.map((login) => [mode, login] as const)))(
    'with sslmode %s, a login that is asked for: %s',
    async (mode, login) => {
      const wanted = expected(mode, line, login);
      const found = await outcome(server.url(login, queryOf(mode)));
      if (typeof wanted === 'string') expect(found).toBe(wanted);
      else expect(found).toMatch(wanted);
    },
  );
});

describe('a server with a sound certificate', () => {
  beforeAll(() => server.become('sound'));

  test('is not trusted without its authority, whatever PGSSLMODE says', async () => {
    process.env['PGSSLMODE'] = 'disable';
    expect(await outcome(server.url('scram'))).toMatch(reasons['unknown issuer']);
    delete process.env['PGSSLMODE'];
  });

  test('on this machine is talked to in clear where nothing is said, as the sample company is', async () => {
    expect(await outcome(server.url('scram', '', { host: '127.0.0.1' }))).toBe('in clear');
    expect(await outcome(server.url('tls_only', '', { host: '127.0.0.1' }))).toMatch(reasons['tls only']);
    expect(await outcome(server.url('scram', `?${trusting()}`, { host: 'localhost' }))).toBe('encrypted');
  });

  test('a wrong password is told from all of that', async () => {
    for (const query of ['?sslmode=disable', `?${trusting()}`]) {
      expect(await outcome(server.url('scram', query, { password: 'wrong' }))).toMatch(
        /refuses this login or its password/,
      );
      await expect(connectCompany(server.url('scram', query, { password: 'wrong' }))).rejects.toThrow(
        /password of scram is wrong/,
      );
    }
    expect(await outcome(server.url('scram', `?${trusting()}`, { password: '' }))).toMatch(/none was given/);
  });

  test('weaker proofs go through where the address says so aloud, and only those', async () => {
    expect(await outcome(server.url('cleartext', `?${trusting()}&require_auth=password`))).toBe('encrypted');
    expect(await outcome(server.url('md5', '?sslmode=disable&require_auth=md5'))).toBe('in clear');
    expect(await outcome(server.url('cleartext', `?${trusting()}&require_auth=md5`))).toMatch(
      reasons.cleartext,
    );
    expect(await outcome(server.url('trusted', '?sslmode=disable&require_auth=none'))).toBe('in clear');
    expect(await outcome(server.url('trusted', `?${trusting()}&require_auth=scram-sha-256`))).toMatch(
      /anybody/,
    );
  });

  test('the password is bound to the encrypted line', async () => {
    const query = `?${trusting()}&channel_binding=require`;
    expect(await outcome(server.url('scram', query))).toBe('encrypted');
    expect(await outcome(server.url('scram', `?${trusting()}&channel_binding=disable`))).toBe('encrypted');
    expect(await outcome(server.url('md5', `${query}&require_auth=md5`))).toMatch(
      /does not bind the password/,
    );
  });

  test('a query under way ends with the reason when the encrypted line is cut', async () => {
    const session = await connect({ url: server.url('scram', `?${trusting()}`) });
    const waiting = session.query('select pg_sleep(60)');
    session.cut(new Error('cut on purpose'));
    await expect(waiting).rejects.toThrow(/cut on purpose|terminated/);
    await session.close();
  });

  test('the command line and the doctor meet the same door', async () => {
    await expect(connectCompany(server.url('scram'))).rejects.toThrow(reasons['unknown issuer']);
    await expect(connectCompany(server.url('cleartext', `?${trusting()}`))).rejects.toThrow(
      reasons.cleartext,
    );
    const client = await connectCompany(server.url('scram', `?${trusting()}`));
    await client.end();
  });
});

describe('the environment of libpq', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test('has no say in where a session goes, as whom, and with what settings', async () => {
    Object.assign(process.env, {
      PGHOST: 'other.example',
      PGPORT: '1',
      PGUSER: 'other',
      PGPASSWORD: 'other',
      PGDATABASE: 'other',
      PGOPTIONS: '-c work_mem=64kB -c application_name=other',
      PGSERVICE: 'other',
      PGREPLICATION: 'true',
      PGSSLNEGOTIATION: 'direct',
      PGCLIENTENCODING: 'LATIN1',
      PGCLIENT_ENCODING: 'LATIN1',
      PGAPPNAME: 'other',
    });
    const client = await connectCompany(server.url('scram', `?${trusting()}`));
    const { rows } = await client.query(
      `select session_user::text as login, current_database()::text as database, current_setting('work_mem') as memory,
              current_setting('application_name') as name, current_setting('client_encoding') as encoding`,
    );
    await client.end();
    expect(rows).toEqual([
      { login: 'scram', database: 'postgres', memory: '4MB', name: 'steward company', encoding: 'UTF8' },
    ]);
    expect(process.env['PGHOST']).toBe('other.example');
  });
});

describe('a file that an address names', () => {
  const unusable: [string, () => string][] = [
    ['a device without an end', () => '/dev/zero'],
    ['a device that never answers', () => '/dev/tty'],
    ['a pipe', () => made('pipe', (path) => execFileSync('mkfifo', [path]))],
    ['a folder', () => server.folder],
    ['a file that is not there', () => join(server.folder, 'nowhere.pem')],
    ['an empty file', () => made('empty.pem', (path) => writeFileSync(path, ''))],
    ['a file of other things', () => '/etc/passwd'],
    [
      'a huge file',
      () =>
        made('huge.pem', (path) => {
          writeFileSync(path, '');
          truncateSync(path, 3 * 1024 ** 3);
        }),
    ],
    [
      'a certificate that is damaged',
      () =>
        made('damaged.pem', (path) =>
          writeFileSync(path, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
        ),
    ],
    ['a private key', () => join(server.folder, 'company.key')],
    ['something of the kernel’s', () => '/proc/self/environ'],
  ];

  function made(name: string, make: (path: string) => void): string {
    const path = join(server.folder, name);
    make(path);
    return path;
  }

  test.each(unusable)('and is %s is refused at once, in the same words as any other', async (_kind, path) => {
    const words =
      'The file that the address names as sslrootcert can’t be used. It has to be a file on this machine that holds certificates in PEM form, at most 1 MB.';
    const began = performance.now();
    const url = server.url('scram', `?sslrootcert=${path()}`);
    await expect(connect({ url })).rejects.toMatchObject({ code: 'invalid_input', message: words });
    await expect(connectCompany(url)).rejects.toMatchObject({ code: 'invalid_input', message: words });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('may hold several certificates and words between them', async () => {
    const bundle = made('bundle.pem', (path) =>
      execFileSync('sh', [
        '-c',
        `(echo '# ours'; cat "$1" "$2") > "$3"`,
        '-',
        join(server.folder, 'stranger.pem'),
        server.authority,
        path,
      ]),
    );
    await server.become('sound');
    expect(await outcome(server.url('scram', `?sslrootcert=${bundle}`))).toBe('encrypted');
  });
});
