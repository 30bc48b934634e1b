import { afterEach, expect, test } from 'vitest';
import { connectCompany } from '../../src-main/company/connect-company';
import { connect } from '../../src-main/sync/wire/connect';
import {
  authentication,
  type HostileServer,
  message,
  offersScram,
  readyForQuery,
  scramChallenge,
  startHostileServer,
} from '../support/hostile-server';

const secret = 'never-in-clear';
let server: HostileServer | undefined;
afterEach(() => server?.close());

type Answer = (said: Buffer) => Buffer;
const always =
  (answer: Buffer): Answer =>
  () =>
    answer;
const ok = Buffer.concat([authentication(0), readyForQuery]);
const wantsClear = authentication(3);
const wantsMd5 = authentication(5, 'salt');

/** Of what the client says, nothing may help to get in as it. */
async function attempt(
  query: string,
  script: Answer[],
  isQuick = true,
): Promise<{ message: string; code: string }> {
  server = await startHostileServer(script);
  const url = `postgres://ada:${secret}@0.0.0.0:${server.port}/company${query}`;
  const failures = await Promise.allSettled([connect({ url, connectTimeout: 1500 })]);
  const [failure] = failures;
  if (failure?.status !== 'rejected') throw new Error('it was let in');
  await expect.poll(() => server?.closed(), { timeout: 3000 }).toBe(1);
  expect(server.received()).not.toContain(secret);
  if (isQuick)
    await expect(connectCompany(url)).rejects.toMatchObject({ message: expect.not.stringContaining(secret) });
  expect(server.received()).not.toContain(secret);
  return failure.reason as { message: string; code: string };
}

const clear = '?sslmode=disable';

test.each<[string, RegExp, string, Answer[]]>([
  ['asks for the password in clear', /in clear.*did not send it/, clear, [always(wantsClear)]],
  ['asks for it as md5', /as md5.*did not send it/, clear, [always(wantsMd5)]],
  [
    'offers SCRAM and then asks for it in clear',
    /did not prove/,
    clear,
    [always(offersScram), always(wantsClear)],
  ],
  ['offers both at once', /did not prove/, clear, [always(Buffer.concat([offersScram, wantsClear]))]],
  [
    'asks in clear after half of SCRAM',
    /did not prove/,
    clear,
    [always(offersScram), scramChallenge, always(wantsClear)],
  ],
  [
    'asks in clear while the client still computes',
    /did not prove/,
    clear,
    [always(offersScram), (said) => Buffer.concat([scramChallenge(said), wantsClear])],
  ],
  [
    'lets it in after half of SCRAM',
    /did not prove/,
    clear,
    [always(offersScram), scramChallenge, always(ok)],
  ],
  ['lets it in instead of SCRAM', /did not prove/, clear, [always(offersScram), always(ok)]],
  [
    'ends SCRAM with a proof of its own making',
    /did not prove/,
    clear,
    [
      always(offersScram),
      scramChallenge,
      always(Buffer.concat([authentication(12, `v=${Buffer.alloc(32).toString('base64')}`), ok])),
    ],
  ],
  ['lets anybody in', /lets anybody in without a password/, clear, [always(ok)]],
  [
    'asks for what Steward does not know (GSSAPI)',
    /in a way that Steward does not know/,
    clear,
    [always(authentication(7))],
  ],
  [
    'asks for SCRAM of another kind',
    /in a way that Steward does not know/,
    clear,
    [always(authentication(10, 'SCRAM-X\0\0'))],
  ],
  ['refuses encryption', /offers no encrypted line/, '', [always(Buffer.from('N'))]],
  [
    'refuses encryption and asks for the password',
    /agree on an encrypted line|offers no/,
    '',
    [always(Buffer.concat([Buffer.from('N'), wantsClear]))],
  ],
  [
    'puts words before the encryption',
    /agree on an encrypted line/,
    '',
    [always(Buffer.concat([Buffer.from('S'), wantsClear]))],
  ],
  [
    'promises encryption and talks in clear',
    /agree on an encrypted line/,
    '',
    [always(Buffer.from('S')), always(wantsClear)],
  ],
  [
    'promises encryption to whom nobody checks, and talks in clear',
    /agree on an encrypted line/,
    '?sslmode=no-verify',
    [always(Buffer.from('S')), always(wantsClear)],
  ],
  ['asks in clear before anything', /agree on an encrypted line/, '', [always(wantsClear)]],
])('a server that %s gets no password', async (_what, words, query, script) => {
  const failure = await attempt(query, script);
  expect(failure.message).toMatch(words);
  expect(failure.code).toBe('forbidden');
});

test.each<[string, Answer[]]>([
  ['says nothing', []],
  ['sends no protocol at all', [always(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))]],
  ['sends an endless message', [always(message('R', Buffer.alloc(8)).fill(0x7f, 1, 5))]],
  ['sends a cut error', [always(message('E', Buffer.from('S')))]],
  ['sends an error without an end', [always(message('E', Buffer.from('SFATAL\0Mno')))]],
  ['sends an error that ends early', [always(message('E', Buffer.from('SFATAL\0\0Mno\0')))]],
  ['sends a notice without an end', [always(message('N', Buffer.from('SNOTICE')))]],
  ['offers proofs without an end', [always(authentication(10, 'SCRAM-SHA-256'))]],
  ['sends half a setting', [always(message('S', Buffer.from('server_version')))]],
  ['sends a message of no length', [always(Buffer.from('R\0\0\0\0'))]],
  ['asks in clear in a message of another length', [always(authentication(3, 'more'))]],
  ['asks for md5 in a message of another length', [always(authentication(5, 'salty'))]],
  ['sends rows before anything was asked', [always(message('D', Buffer.from('\0\x01')))]],
])('a server that %s is left, and nothing else breaks', async (_what, script) => {
  await attempt(clear, script, false);
});
