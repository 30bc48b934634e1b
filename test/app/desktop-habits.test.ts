import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHabits, writeHabits } from '../../src-main/app/desktop/habits-file';
import { autostartFile, loginItems } from '../../src-main/app/desktop/start-at-login';
import { trayIcon } from '../../src-main/app/desktop/tray-icon';
import { hasWork, trayLines, trayTip } from '../../src-main/app/desktop/tray-words';
import { type WaitingWatch, watchWhatWaits } from '../../src-main/app/desktop/what-waits';
import type { WhatWaits } from '../../src-preload/contract/desktop';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-desktop-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothing: WhatWaits = {
  ...{ today: 0, overdueCtas: 0, dueCtas: 0, overdueTasks: 0, dueTasks: 0 },
  ...{ approvals: 0, replies: 0 },
};

describe('what was chosen for the desktop', () => {
  const file = () => join(folder, 'desktop.json');
  const first = { showsTray: true, staysInTray: false, hasNoteKey: true };

  it('begins with a tray and a key for notes, and ends with its last window', () => {
    expect(readHabits(file())).toEqual(first);
  });
  it('is read as it was written, by this user alone', () => {
    const chosen = { showsTray: true, staysInTray: true, hasNoteKey: false };
    writeHabits(file(), chosen);
    expect(readHabits(file())).toEqual(chosen);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });
  it('never leaves Steward without window and icon', () => {
    writeHabits(file(), { showsTray: false, staysInTray: true, hasNoteKey: true });
    expect(readHabits(file()).staysInTray).toBe(false);
    writeFileSync(file(), '{"showsTray":false,"staysInTray":true}');
    expect(readHabits(file()).staysInTray).toBe(false);
  });
  it('is what it begins with where the file is damaged, and in the part that it does not say', () => {
    writeFileSync(file(), '{"showsTray":');
    expect(readHabits(file())).toEqual(first);
    writeFileSync(file(), '{"showsTray":"no"}');
    expect(readHabits(file())).toEqual(first);
    writeFileSync(file(), '{"hasNoteKey":false}');
    expect(readHabits(file())).toEqual({ ...first, hasNoteKey: false });
  });
});

describe('the start at login', () => {
  it('is a file of the desktop, there while it is on', () => {
    const start = autostartFile(folder, ['/opt/Steward/steward']);
    expect(start.isOn()).toBe(false);
    start.set(true);
    expect(start.isOn()).toBe(true);
    const text = readFileSync(join(folder, 'autostart', 'steward.desktop'), 'utf8');
    expect(text).toContain('[Desktop Entry]\nType=Application\n');
    expect(text).toContain('Exec="/opt/Steward/steward" "--at-login"\n');
    start.set(false);
    start.set(false);
    expect(start.isOn()).toBe(false);
    expect(readdirSync(join(folder, 'autostart'))).toEqual([]);
  });
  it('names a program by any path', () => {
    autostartFile(folder, ['/home/ann/100% "mine" $x\\']).set(true);
    expect(readFileSync(join(folder, 'autostart', 'steward.desktop'), 'utf8')).toContain(
      'Exec="/home/ann/100%% \\\\"mine\\\\" \\\\$x\\\\\\\\" "--at-login"',
    );
  });
  it('is asked of the system elsewhere, by the same word', () => {
    const set: unknown[] = [];
    const items = loginItems({
      getLoginItemSettings: ({ args }) => ({ openAtLogin: args.includes('--at-login') }),
      setLoginItemSettings: (settings) => void set.push(settings),
    });
    expect(items.isOn()).toBe(true);
    items.set(false);
    expect(set).toEqual([{ openAtLogin: false, args: ['--at-login'] }]);
  });
});

describe('the tray', () => {
  it('says what waits, and leaves out what does not', () => {
    const waits = { ...nothing, today: 12, overdueCtas: 2, dueCtas: 1, approvals: 1, replies: 3 };
    expect(trayLines(waits)).toEqual([
      { label: 'Today: 12 accounts', to: '/' },
      { label: 'CTAs: 2 overdue, 1 due today', to: '/ctas' },
      { label: 'Approvals: 1 message', to: '/interventions' },
      { label: 'Replies: 3 mails', to: '/interventions' },
    ]);
    expect(trayTip(waits).split('\n')).toEqual(['Steward', ...trayLines(waits).map(({ label }) => label)]);
    expect(trayLines({ ...nothing, today: 1, dueCtas: 4 }).map(({ label }) => label)).toEqual([
      'Today: 1 account',
      'CTAs: 4 due today',
    ]);
  });
  it('says that nothing waits, and nothing of a copy that is locked or not there', () => {
    expect(trayLines(nothing)).toEqual([{ label: 'Today: nothing needs you', to: '/' }]);
    expect(trayLines(null)).toEqual([{ label: 'Today', to: '/' }]);
    expect(trayTip(null)).toBe('Steward');
  });
  it('has a mark on its icon as long as anything waits', () => {
    expect([nothing, null].map(hasWork)).toEqual([false, false]);
    for (const kind of Object.keys(nothing)) expect(hasWork({ ...nothing, [kind]: 1 })).toBe(true);
    const pixel = (icon: Buffer, x: number, y: number) => [
      ...icon.subarray((y * 22 + x) * 4, (y * 22 + x) * 4 + 4),
    ];
    const [plain, marked] = [trayIcon(22, false), trayIcon(22, true)];
    expect(plain.length).toBe(22 * 22 * 4);
    expect(pixel(plain, 0, 0)[3]).toBe(0);
    expect(pixel(plain, 11, 3)).toEqual([0xd6, 0x56, 0x4a, 255]);
    expect(pixel(plain, 17, 17)).toEqual([0xd6, 0x56, 0x4a, 255]);
    expect(pixel(marked, 17, 17)).toEqual([0x1f, 0x9d, 0xf5, 255]);
  });
});

describe('what waits', () => {
  let asked: string[];
  let told: (WhatWaits | null)[];
  let answer: WhatWaits | 'locked' | 'gone';
  let watch: WaitingWatch;
  beforeEach(() => {
    vi.useFakeTimers();
    [asked, told, answer] = [[], [], nothing];
    watch = watchWhatWaits(
      (path) => {
        asked.push(path);
        if (answer === 'gone') return Promise.reject(new Error('away'));
        if (answer !== 'locked') return Promise.resolve({ ok: true, data: answer });
        return Promise.resolve({ ok: false, error: { code: 'locked', message: 'Sign in.' } });
      },
      (waits) => told.push(waits),
    );
  });
  afterEach(() => {
    watch.end();
    vi.useRealTimers();
  });
  const changed = (...topics: ('today' | 'ctas' | 'interventions' | 'rules')[]) =>
    watch.heard({ type: 'invalidate', topics });

  it('is asked for after the start, and told', async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([nothing]);
  });
  it('is asked for once after many changes, and told where it is another', async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    for (const topic of ['today', 'ctas', 'interventions'] as const) {
      changed(topic);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(asked.length).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([asked.length, told.length]).toEqual([2, 1]);
    answer = { ...nothing, today: 3 };
    changed('today');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told.at(-1)).toEqual(answer);
  });
  it('is not asked for after other changes, and in the long run by itself', async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    changed('rules');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBe(1);
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(asked.length).toBe(2);
  });
  it('is nothing of a copy that was locked, or of an engine that is away', async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    answer = 'locked';
    watch.heard({ type: 'lock', lock: null });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([nothing, null]);
    answer = nothing;
    changed('today');
    await vi.advanceTimersByTimeAsync(2_000);
    answer = 'gone';
    changed('today');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([nothing, null, nothing, null]);
  });
  it('is not asked for any more at the end', async () => {
    watch.end();
    changed('today');
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(asked).toEqual([]);
  });
});
