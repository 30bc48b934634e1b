import { createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proveUnsubscribe } from '../../src-main/company/sending/prove-unsubscribe';
import { openChoicesDoor } from '../../src-main/host/public/mail-choices';
import { openPublicDoor } from '../../src-main/host/public/public-door';
import type { Listening } from '../../src-main/host/service/listen-at';
import { connect } from '../../src-main/sync/wire/connect';
import { call, launch, readyToSend, send } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';
import { type ServiceProcess, startService } from './support/service-process';

const team = teamForAllTests();
const log = pino({ level: 'silent' });
let pages: Listening;
let token: string;
let isAway = false;

beforeAll(async () => {
  const door = openChoicesDoor({
    open: () => (isAway ? Promise.reject(new Error('away')) : connect({ url: team.logins.vera.url })),
    onChosen: () => Promise.resolve(),
    sender: { machine: 'desk', app: '1.0' },
    log,
  });
  pages = await openPublicDoor({
    ...{ place: '127.0.0.1:0', door, log },
    smsToken: () => null,
    now: Date.now,
  });
  return async () => {
    await pages.close();
    await door.close();
  };
});
beforeEach(async () => {
  await readyToSend(team);
  await launch(team.clients.ann, { category: 'news' });
  ({ token } = await send(team.clients.ann));
});

const address = (path = `u/${token}`) => `http://${pages.address}/${path}`;
const post = (body: string | FormData, path?: string, type = 'application/x-www-form-urlencoded') =>
  fetch(address(path), {
    method: 'POST',
    body,
    redirect: 'manual',
    ...(typeof body === 'string' ? { headers: { 'content-type': type } } : {}),
  });
const oneClick = 'List-Unsubscribe=One-Click';
async function said(): Promise<string[]> {
  const { rows } = await team.company.admin.query<{ said: string }>(
    `SELECT category || ' ' || state || ' by ' || said_by AS said FROM customer_success.communication_preferences ORDER BY 1`,
  );
  return rows.map((row) => row.said);
}

describe('a page to unsubscribe', () => {
  test('opened, by a person or a scanner, shows in the company’s name what one may choose, and changes nothing', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      const response = await fetch(address(), { method });
      expect(response.status).toBe(200);
      const html = await response.text();
      expect(html.includes('Acme Software, 1 Harbour Street, Dublin')).toBe(method === 'GET');
      if (method === 'GET') expect(html).toContain('Unsubscribe from “News”');
    }
    expect(await said()).toEqual([]);
  });

  test('does nothing but show itself: no script, no cookie, nothing kept, nobody frames it', async () => {
    const response = await fetch(address());
    const html = await response.text();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('set-cookie')).toBe(false);
    expect(html).not.toMatch(/<script|\son\w+=|https?:|<link|<img/i);
    expect(html).toContain('<html lang="en">');
  });

  test.each([
    ['as a form of letters', oneClick],
    ['in parts', 'parts'],
  ])('unsubscribes by a mailbox’s one click, %s, as often as it comes', async (_how, body) => {
    const parts = new FormData();
    parts.set('List-Unsubscribe', 'One-Click');
    for (let time = 0; time < 3; time += 1) {
      const response = await post(body === 'parts' ? parts : body);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('you are unsubscribed from mails of the kind “News”');
    }
    expect(await said()).toEqual(['news withdrawn by link']);
    // Said three times, it is told once, in the audit of the account.
    const { rows } = await team.company.admin.query(
      `SELECT chain, details ->> 'category' AS category, details ->> 'state' AS state FROM customer_success.audit_log
        WHERE kind = 'consent.choose' AND details ->> 'run' = (SELECT max(run_id::text) FROM customer_success.interventions)`,
    );
    expect(rows).toEqual([{ chain: 1, category: 'news', state: 'withdrawn' }]);
  });

  test('serves behind any path that the company’s proxy leaves, and as a parameter', async () => {
    for (const path of [
      token,
      `a/b/${token}`,
      `u?t=${token}`,
      `u/${token}?utm_source=mail&utm_medium=email`,
      `u?t=${token}&utm_campaign=x`,
      `u/${token}?fbclid=${'x'.repeat(43)}#top`,
    ])
      expect((await fetch(address(path))).status).toBe(200);
  });

  test('leaves everything, and comes back to one kind, by its buttons', async () => {
    expect(await (await post('do=leave&category=*')).text()).toContain('all mail that you can choose');
    const after = await (await fetch(address())).text();
    expect(after).toContain('You get no more mails of the kind “News”');
    expect(after).not.toContain('Unsubscribe from everything');
    expect(await (await post('do=come&category=news')).text()).toContain('you get mails of the kind “News”');
    expect(await said()).toEqual(['* withdrawn by link', 'news granted by link']);
  });

  test('of a link that nobody made says so, and that one may answer the mail', async () => {
    const other = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    for (const path of [`u/${other}`, 'u/short', '', `u/${token}x`, `u/${token}/`]) {
      for (const response of [await fetch(address(path)), await post(oneClick, path)]) {
        expect(response.status).toBe(404);
        expect(await response.text()).toContain('This link is not known');
      }
    }
    expect(await said()).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['something else', 'List-Unsubscribe=Two-Click'],
    ['a kind without an act', 'category=news'],
    ['an act that is none', 'do=delete&category=news'],
    ['more than any form', `do=leave&category=news&x=${'x'.repeat(10_000)}`],
  ])('that is posted %s does nothing', async (_what, body) => {
    expect((await post(body)).status).toBe(400);
    expect((await post('{"do":"leave","category":"news"}', undefined, 'application/json')).status).toBe(400);
    expect((await fetch(address(), { method: 'DELETE' })).status).toBe(405);
    expect(await said()).toEqual([]);
  });

  test('shows what a company and a kind are called as words, whatever stands in them', async () => {
    await team.company.admin.query(
      `UPDATE customer_success.brand_settings SET brand = brand || '{"company_name": "<b onclick=x>&\\"Co"}'`,
    );
    const category = `"><script>alert(1)</script>`;
    await launch(team.clients.ann, { category });
    token = (await send(team.clients.ann)).token;
    const html = await (await fetch(address())).text();
    expect(html).not.toMatch(/<script|<b on/);
    expect(html).toContain('&lt;b onclick=x&gt;&amp;&#34;Co');
    expect((await post(`do=leave&category=${encodeURIComponent(category)}`)).status).toBe(200);
  });

  test('whose company can’t be asked changes nothing, says so with 503, and what to do; then it goes on', async () => {
    await team.company.admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'steward' AND usename = $1`,
      [team.logins.vera.login],
    );
    isAway = true;
    const response = await post(oneClick);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await response.text()).toContain('answer the mail with “unsubscribe”');
    isAway = false;
    expect((await post(oneClick)).status).toBe(200);
    expect(await said()).toEqual(['news withdrawn by link']);
  });

  test('that is asked for again and again by its link is left waiting, and others are not', async () => {
    let last = 200;
    for (let time = 0; time < 40 && last === 200; time += 1) last = (await fetch(address())).status;
    expect(last).toBe(429);
    await launch(team.clients.ann);
    token = (await send(team.clients.ann)).token;
    expect((await fetch(address())).status).toBe(200);
  });

  test('is asked in vain by what is no HTTP, or too long a head', async () => {
    const status = await new Promise((resolve) => {
      request(address(), { headers: { cookie: 'x'.repeat(20_000) } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', () => resolve('ended'))
        .end();
    });
    expect([431, 'ended']).toContain(status);
    expect((await fetch(address())).status).toBe(200);
  });
});

describe('the address that is set', () => {
  const prove = () => proveUnsubscribe(team.clients.ada);
  const isProved = async () =>
    (
      await team.company.admin.query<{ is: boolean }>(
        'SELECT unsubscribe_proved_at IS NOT NULL AS is FROM customer_success.sending_settings',
      )
    ).rows[0]?.is;
  const setTo = (url: string) => call(team.clients.ada, 'set_sending', { unsubscribe_url: url });
  let other: ReturnType<typeof createServer> | null = null;
  async function serve(listener: RequestListener): Promise<void> {
    const server = createServer(listener);
    other = server;
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    await setTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/u/`);
  }
  afterEach(() => {
    other?.closeAllConnections();
    other?.close();
    other = null;
  });

  test('counts as proved once it showed a page and its click reached the company, which an admin’s Steward looks for', async () => {
    await setTo(`http://${pages.address}/u/`);
    expect(await isProved()).toBe(false);
    expect(await prove()).toMatchObject({ isProved: true });
    expect(await isProved()).toBe(true);
    expect(await said()).toEqual([]);
    await expect(proveUnsubscribe(team.clients.ann)).rejects.toThrow();
  });

  const passOn = async (url = '') => call(team.clients.vera, 'unsubscribe', url.slice(3), false);
  const faults: [string, RegExp, RequestListener][] = [
    [
      'unsubscribes whoever opens it',
      /scanners/,
      (asked, answer) => void passOn(asked.url).then(() => answer.end()),
    ],
    [
      'says yes to everything and tells nobody',
      /nothing of it reached/,
      (_asked, answer) => void answer.end('yes'),
    ],
    [
      'leads elsewhere',
      /leads elsewhere/,
      (_asked, answer) => void answer.writeHead(302, { location: '/' }).end(),
    ],
    ['knows no link', /404, not a page/, (_asked, answer) => void answer.writeHead(404).end()],
    [
      'refuses the click',
      /\(POST\) answers with 405/,
      ({ method }, answer) => void answer.writeHead(method === 'POST' ? 405 : 200).end(),
    ],
    ['cuts the line', /can’t be reached/, (asked) => void asked.socket.destroy()],
  ];
  test.each(faults)('that %s is not, and it says why', async (_what, words, listener) => {
    await serve(listener);
    const proof = await prove();
    expect(proof.isProved).toBe(false);
    expect(proof.words).toMatch(words);
    expect(await isProved()).toBe(false);
  });
});

describe('steward run --public', () => {
  let service: ServiceProcess | null = null;
  afterAll(() => service?.remove());

  test('answers there, as the company of its login', async () => {
    service = startService(['--url', team.logins.ada.url, '--public', '127.0.0.1:0']);
    await service.started();
    const at = /"pages":"([^"]+)"/.exec(service.said())?.[1];
    expect((await fetch(`http://${at}/u/${token}`)).status).toBe(200);
    expect(
      (await fetch(`http://${at}/u/${token}`, { method: 'POST', body: new URLSearchParams(oneClick) }))
        .status,
    ).toBe(200);
    expect(await said()).toEqual(['news withdrawn by link']);
    service.signal('SIGTERM');
    expect(await service.ended).toBe(0);
    await expect(fetch(`http://${at}/u/${token}`)).rejects.toThrow();
  });
});
