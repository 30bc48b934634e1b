import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxRequestCharacters } from '../../src-preload/contract/wire/envelope';
import { unconnectedSteward } from './support/books';

const steward = unconnectedSteward();
let outside: Server;
let outsideUrl: string;
const visits: string[] = [];

beforeAll(async () => {
  outside = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('outside');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  await steward.window.waitForLoadState('load');
});
afterAll(() => void outside?.close());

/** Runs in the page, as a script that got in would. */
function inPage<T>(script: string): Promise<T> {
  return steward.window.evaluate(script) as Promise<T>;
}

describe('a script that got into a screen', () => {
  it('finds no Node, no Electron and nothing but the bridge', async () => {
    expect(
      await inPage(`[typeof require, typeof process, typeof Buffer, typeof module, typeof global]`),
    ).toEqual(Array(5).fill('undefined'));
    expect(await inPage(`Object.keys(window.steward).sort()`)).toEqual([
      'call',
      'milestone',
      'platform',
      'restartEngine',
      'subscribe',
    ]);
  });

  it('can’t change the bridge', async () => {
    await inPage(
      `(() => { try { window.steward.call = () => 'mine'; } catch {} try { window.steward = {}; } catch {} })()`,
    );
    expect(await inPage(`window.steward.call.toString().includes('mine')`)).toBe(false);
  });

  it('can’t run text as code', async () => {
    // In a later turn: what the test itself evaluates is exempt from the policy, what the page runs is not.
    const compiled = await inPage(`new Promise((resolve) => setTimeout(() => {
      try { resolve(new Function('return 1')()); } catch (error) { resolve(error.name); }
    }))`);
    expect(compiled).toBe('EvalError');
    const ran = await inPage(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return window.inlineRan === true;
    })()`);
    expect(ran).toBe(false);
  });

  it('can’t speak to any server', async () => {
    const before = visits.length;
    expect(
      await inPage(
        `fetch(${JSON.stringify(`${outsideUrl}/fetch`)}).then(() => 'reached', (error) => error.name)`,
      ),
    ).toBe('TypeError');
    await inPage(
      `new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = () => resolve(); image.src = ${JSON.stringify(`${outsideUrl}/image`)}; })`,
    );
    await inPage(
      `new Promise((resolve) => { const script = document.createElement('script'); script.onload = script.onerror = () => resolve(); script.src = ${JSON.stringify(`${outsideUrl}/script`)}; document.head.append(script); })`,
    );
    expect(visits.slice(before)).toEqual([]);
  });

  it('can’t leave the app, nor open a window', async () => {
    const before = visits.length;
    const address = steward.window.url();
    await inPage(`(() => { location.href = ${JSON.stringify(`${outsideUrl}/away`)}; })()`).catch(
      () => undefined,
    );
    expect(await inPage(`window.open(${JSON.stringify(`${outsideUrl}/open`)}) === null`)).toBe(true);
    await steward.window.waitForTimeout(300);
    expect(steward.window.url()).toBe(address);
    expect(steward.app.windows()).toHaveLength(1);
    expect(visits.slice(before)).toEqual([]);
  });

  it('can’t frame another page or attach a webview', async () => {
    const before = visits.length;
    await inPage(`(() => {
      const frame = document.createElement('iframe');
      frame.src = ${JSON.stringify(`${outsideUrl}/frame`)};
      const view = document.createElement('webview');
      view.setAttribute('src', ${JSON.stringify(`${outsideUrl}/webview`)});
      document.body.append(frame, view);
    })()`);
    await steward.window.waitForTimeout(300);
    expect(visits.slice(before)).toEqual([]);
  });

  it('reads no file, by whatever address', async () => {
    for (const address of [
      'file:///etc/passwd',
      'app://steward/../../package.json',
      'app://steward/%2e%2e/%2e%2e/package.json',
      'app://other/index.html',
    ]) {
      const seen = await inPage<string>(
        `fetch(${JSON.stringify(address)}).then(async (r) => r.status + ' ' + (await r.text()).slice(0, 20), (error) => error.name)`,
      );
      expect(seen, address).toMatch(/^(404 Not found|TypeError)/);
    }
  });

  it('gets no permission', async () => {
    expect(await inPage(`Notification.requestPermission()`)).toBe('denied');
    const place = await inPage(
      `new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), () => resolve('refused'), { timeout: 2000 }))`,
    );
    expect(place).toBe('refused');
    expect(
      await inPage(
        `navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'given', () => 'refused')`,
      ),
    ).toBe('refused');
  });

  it('gets closed codes for calls that make no sense', async () => {
    const code = (path: unknown, input: unknown) =>
      inPage<string>(
        `window.steward.call(${JSON.stringify(path)}, ${JSON.stringify(input ?? null)}).then((r) => (r.ok ? 'ok' : r.error.code))`,
      );
    expect(await code('__proto__.polluted', {})).toBe('invalid_input');
    expect(await code('today.nothing', {})).toBe('not_found');
    expect(await code('accounts.list', { filter: 'everything' })).toBe('invalid_input');
    expect(
      await inPage(
        `window.steward.call('today.get', 'x'.repeat(${maxRequestCharacters})).then((r) => r.error.code)`,
      ),
    ).toBe('too_large');
  });
});

describe('on the disk', () => {
  it('the store is no readable SQLite file', () => {
    const file = join(steward.userData, 'store', 'steward.db');
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  });
});
