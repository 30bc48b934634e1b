import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type HostProcess, type HostSupervisor, superviseHost } from '../../src-main/app/host-supervisor';
import type { ToHost } from '../../src-preload/contract/wire/host-messages';

/** A process as the supervisor knows it: what it was told, and whether it was ended. */
class ToldProcess extends EventEmitter {
  readonly told: ToHost[] = [];
  killed = 0;
  postMessage(message: ToHost): void {
    this.told.push(message);
  }
  kill(): boolean {
    this.killed += 1;
    return true;
  }
  ready(): void {
    this.emit('message', { type: 'ready' });
  }
  types(): string[] {
    return this.told.map(({ type }) => type);
  }
}

let processes: ToldProcess[];
let states: (string | null)[][];
let host: HostSupervisor;
/** What keeps the shell from telling what to open; null: nothing. */
let outOfReach: Error | null;
const latest = () => processes.at(-1) as ToldProcess;

beforeEach(() => {
  vi.useFakeTimers();
  processes = [];
  states = [];
  outOfReach = null;
  host = superviseHost({
    fork: () => {
      const process = new ToldProcess();
      processes.push(process);
      return process as unknown as HostProcess;
    },
    startMessage: () => {
      if (outOfReach !== null) throw outOfReach;
      return {
        ...{ type: 'start', storeFile: 's', key: '0'.repeat(64), keyKeptIn: 'file', companyUrl: null },
        ...{ author: 'a', logFile: 'l' },
      };
    },
    onEvent: () => undefined,
    onState: (state, message) => states.push([state, message]),
    onQuestion: () => Promise.resolve({ ok: true, answer: 'kept' }),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const called = (path: string) => host.call(path, undefined);
const answered = { ok: true as const, data: 1 };

describe('the engine behind Steward', () => {
  test('whose key is somebody else’s is not started, says so in words without a path, and starts once it can', async () => {
    latest().ready();
    outOfReach = new Error('The key of your local data was sealed by another user.');
    latest().emit('exit', 0);
    vi.advanceTimersByTime(250);
    expect(processes).toHaveLength(1);
    expect(states.at(-1)).toEqual(['failed', 'The key of your local data was sealed by another user.']);
    expect(await called('today.get')).toMatchObject({ error: { message: outOfReach.message } });
    vi.spyOn(console, 'error').mockReturnValue();
    outOfReach = Object.assign(new Error("EACCES: '/home/ann/.config/Steward'"), { code: 'EACCES' });
    host.restart();
    expect(states.at(-1)?.[1]).toMatch(/can’t read or write its folder/);
    expect(JSON.stringify(states)).not.toContain('/home/ann');
    outOfReach = null;
    host.restart();
    expect(processes).toHaveLength(2);
  });

  test('is asked in the order of the calls once it is ready, and answers each', async () => {
    const [first, second] = [called('today.get'), called('risk.screen')];
    expect(latest().types()).toEqual(['start']);
    latest().ready();
    expect(latest().told.slice(1)).toMatchObject([{ path: 'today.get' }, { path: 'risk.screen' }]);
    latest().emit('message', { type: 'answer', id: 2, response: { ...answered, data: 2 } });
    latest().emit('message', { type: 'answer', id: 1, response: answered });
    expect([await first, await second]).toEqual([answered, { ok: true, data: 2 }]);
  });

  test('is started again when it ends, later each time, and what waited is told so', async () => {
    const asked = called('today.get');
    latest().emit('exit', 1);
    expect(await asked).toMatchObject({ ok: false, error: { code: 'not_ready' } });
    for (const [delay, at] of [
      [250, 1],
      [1_000, 2],
      [4_000, 3],
      [15_000, 4],
    ] as const) {
      vi.advanceTimersByTime(delay - 1);
      expect(processes).toHaveLength(at);
      vi.advanceTimersByTime(1);
      expect(processes).toHaveLength(at + 1);
      // What was asked of the one before is not asked of this one.
      latest().ready();
      expect(latest().types()).toEqual(['start']);
      latest().emit('exit', 1);
    }
    expect(states.at(-1)?.[0]).toBe('failed');
    expect(await called('today.get')).toMatchObject({ ok: false, error: { message: states.at(-1)?.[1] } });
    vi.advanceTimersByTime(60_000);
    expect(processes).toHaveLength(5);
    host.restart();
    expect(processes).toHaveLength(6);
  });

  test('that ran for more than a minute has all its tries again', () => {
    for (let end = 0; end < 8; end++) {
      vi.advanceTimersByTime(60_001);
      latest().emit('exit', 1);
      vi.advanceTimersByTime(250);
      expect(processes).toHaveLength(end + 2);
    }
  });

  test('that ran for no more than a minute has one try less', () => {
    for (const delay of [250, 1_000, 4_000, 15_000]) {
      vi.advanceTimersByTime(60_000);
      latest().emit('exit', 1);
      vi.advanceTimersByTime(delay);
    }
    vi.advanceTimersByTime(60_000);
    latest().emit('exit', 1);
    expect(states.at(-1)?.[0]).toBe('failed');
  });

  test('that can’t start says why, and is started anew only when asked', () => {
    latest().emit('message', { type: 'failed', message: 'The disk is full.' });
    latest().emit('exit', 0);
    vi.advanceTimersByTime(60_000);
    expect(processes).toHaveLength(1);
    expect(states.at(-1)).toEqual(['failed', 'The disk is full.']);
    host.restart();
    host.restart();
    expect(processes).toHaveLength(2);
  });

  test('is given the answer to its own question, and passes over what can’t be read', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
    latest().emit('message', { type: 'nonsense' });
    expect(said).toHaveBeenCalledOnce();
    latest().emit('message', {
      ...{ type: 'shell-question', id: 7 },
      question: { kind: 'save-path', suggestedName: 'accounts.csv' },
    });
    await vi.waitFor(() =>
      expect(latest().told.at(-1)).toMatchObject({ type: 'shell-answer', id: 7, answer: { answer: 'kept' } }),
    );
    said.mockRestore();
  });
});

describe('closed', () => {
  test('it is asked to end, waited for, and not started again', async () => {
    latest().ready();
    const closed = host.close();
    expect(latest().types()).toEqual(['start', 'close']);
    latest().emit('exit', 0);
    await closed;
    vi.advanceTimersByTime(60_000);
    expect([processes.length, latest().killed]).toEqual([1, 0]);
  });

  test('it is ended after ten seconds where it doesn’t end by itself', async () => {
    const closed = host.close();
    vi.advanceTimersByTime(9_999);
    expect(latest().killed).toBe(0);
    vi.advanceTimersByTime(1);
    expect(latest().killed).toBe(1);
    latest().emit('exit', 0);
    await closed;
  });

  test('between two starts nothing has to be waited for, and nothing starts any more', async () => {
    latest().emit('exit', 1);
    await host.close();
    vi.advanceTimersByTime(60_000);
    expect(processes).toHaveLength(1);
  });
});

describe('a host that is to open something else', () => {
  test('is closed well and started at once, however often, and calls meanwhile say that it is away', async () => {
    for (let times = 0; times < 8; times++) {
      latest().ready();
      const before = latest();
      host.startAgain();
      host.startAgain();
      const meanwhile = called('today.get');
      expect(before.types().filter((type) => type === 'close')).toHaveLength(1);
      before.emit('exit');
      expect(await meanwhile).toMatchObject({ ok: false, error: { code: 'not_ready' } });
      expect(latest()).not.toBe(before);
      expect(latest().types()).toEqual(['start']);
    }
    expect(states.some(([state]) => state === 'failed')).toBe(false);
  });

  test('starts nothing any more once Steward is being closed', async () => {
    latest().ready();
    const closed = host.close();
    host.startAgain();
    latest().emit('exit');
    await closed;
    expect(processes).toHaveLength(1);
  });
});
