import { EventEmitter } from 'node:events';
import type { Session } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { guardAllContents, guardSession } from '../../src-main/app/session-guards';

const { app, openedOutside } = await vi.hoisted(async () => {
  const events = await import('node:events');
  return { app: new events.EventEmitter(), openedOutside: [] as string[] };
});
vi.mock('electron', () => ({
  app,
  shell: { openExternal: (address: string) => Promise.resolve(openedOutside.push(address)) },
}));

const own = 'app://steward/index.html#/accounts/5';
const foreign = 'https://evil.example/';

/** Whether what was about to happen was prevented. */
function prevented(of: EventEmitter, event: string, url = foreign): boolean {
  let isPrevented = false;
  of.emit(event, {
    url,
    preventDefault: () => {
      isPrevented = true;
    },
  });
  return isPrevented;
}

describe('a page of the app', () => {
  let contents: EventEmitter;
  let openWindow: (asked: { url: string }) => unknown;
  let beside: string[];
  beforeEach(() => {
    app.removeAllListeners();
    openedOutside.length = 0;
    beside = [];
    guardAllContents('http://localhost:5173', (screen) => beside.push(screen));
    contents = new EventEmitter();
    Object.assign(contents, {
      setWindowOpenHandler: (handler: typeof openWindow) => {
        openWindow = handler;
      },
    });
    app.emit('web-contents-created', {}, contents);
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'leaves for no other place (%s)',
    (event) => {
      expect(prevented(contents, event)).toBe(true);
      expect(prevented(contents, event, 'file:///etc/passwd')).toBe(true);
      expect(prevented(contents, event, own)).toBe(false);
      expect(prevented(contents, event, 'http://localhost:5173/#/')).toBe(false);
    },
  );

  it('holds no webview', () => {
    expect(prevented(contents, 'will-attach-webview')).toBe(true);
  });

  it('opens one of our screens beside, and a page of the web outside, never a window of its own', () => {
    for (const url of [own, foreign, 'file:///etc/passwd'])
      expect(openWindow({ url })).toEqual({ action: 'deny' });
    expect(beside).toEqual(['#/accounts/5']);
    expect(openedOutside).toEqual([foreign]);
  });
});

describe('a session', () => {
  const session = new EventEmitter();
  const set: Record<string, (...told: never[]) => unknown> = {};
  const spelling: boolean[] = [];
  guardSession(
    Object.assign(session, {
      setPermissionRequestHandler: (handler: () => unknown) => Object.assign(set, { asked: handler }),
      setPermissionCheckHandler: (handler: () => unknown) => Object.assign(set, { checked: handler }),
      setDevicePermissionHandler: (handler: () => unknown) => Object.assign(set, { device: handler }),
      setSpellCheckerEnabled: (isOn: boolean) => spelling.push(isOn),
    }) as unknown as Session,
  );

  it.each([
    ['clipboard-sanitized-write', true],
    ['clipboard-read', false],
    ['media', false],
    ['geolocation', false],
    ['notifications', false],
    ['openExternal', false],
  ])('permits copying and nothing else: %s %s', (permission, isPermitted) => {
    const answers: boolean[] = [];
    Reflect.apply(set['asked'] as () => unknown, null, [
      null,
      permission,
      (answer: boolean) => answers.push(answer),
    ]);
    expect(answers).toEqual([isPermitted]);
    expect(Reflect.apply(set['checked'] as () => unknown, null, [null, permission])).toBe(isPermitted);
  });

  it('gives no device away, saves nothing a page would download, and fetches no dictionary', () => {
    expect(set['device']?.()).toBe(false);
    expect(prevented(session, 'will-download')).toBe(true);
    expect(spelling).toEqual([false]);
  });
});
