import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src-main/store/file/open';
import type { Store } from '../../../src-main/store/types';
import type { CallResponse } from '../../../src-preload/contract/wire/envelope';
import { fromHostSchema } from '../../../src-preload/contract/wire/host-messages';
import { deskKey } from '../../sync/support/desk';

/** A manager's desktop whose host is a process of its own, which can be killed. */
export interface DeskProcess {
  /** Starts the host on the desk's store, or does nothing where it runs. */
  start(): Promise<void>;
  /** @returns null where the process went before it answered */
  call(path: string, input?: unknown): Promise<CallResponse | null>;
  /** kill -9 */
  kill(): Promise<void>;
  /** Ends it as the app does. */
  close(): Promise<void>;
  /** Its store, while no host has it open. */
  opened<T>(use: (store: Store) => T | Promise<T>): Promise<T>;
  /** Another desk, with a line of its own, on a copy of its store as a stopped host left it. */
  copy(url: string): DeskProcess;
  remove(): Promise<void>;
}

export interface DeskProcessOptions {
  /** The company's address with the desk's login. */
  readonly url: string;
  /** Milliseconds by which its clock is ahead of everybody's. */
  readonly clockAhead?: number;
  /** Whose store it begins with. */
  readonly from?: string;
}

export function createDeskProcess({ url, clockAhead = 0, from }: DeskProcessOptions): DeskProcess {
  const folder = mkdtempSync(join(tmpdir(), 'steward-process-'));
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  const file = join(folder, 'steward.db');
  let child: ChildProcess | null = null;
  let starting: Promise<void> | null = null;
  let nextId = 1;
  const waiting = new Map<number, (response: CallResponse | null) => void>();

  function start(): Promise<void> {
    starting ??= begin();
    return starting;
  }

  async function begin(): Promise<void> {
    const started = fork('tools/run-ts.mjs', ['test/faults/support/host-process.ts', String(clockAhead)], {
      execArgv: [],
      // As between Electron's processes: JSON would lose what is undefined.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child = started;
    let complaint = '';
    started.stderr?.on('data', (text) => (complaint += String(text)));
    const ready = Promise.withResolvers<void>();
    started.on('message', (raw) => {
      const message = fromHostSchema.parse(raw);
      if (message.type === 'ready') ready.resolve();
      if (message.type === 'answer') answered(message.id, message.response);
    });
    started.on('exit', () => {
      child = null;
      starting = null;
      ready.reject(new Error(`the host ended: ${complaint}`));
      for (const id of waiting.keys()) answered(id, null);
    });
    started.send({
      type: 'start',
      storeFile: file,
      key: Buffer.from(deskKey).toString('hex'),
      keyKeptIn: 'file',
      companyUrl: url,
      author: 'somebody',
      logFile: join(folder, 'steward.log'),
    });
    await ready.promise;
  }

  function answered(id: number, response: CallResponse | null): void {
    waiting.get(id)?.(response);
    waiting.delete(id);
  }

  async function end(how: (running: ChildProcess) => void): Promise<void> {
    const running = child;
    if (running === null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    how(running);
    await gone;
  }

  const kill = () => end((running) => running.kill('SIGKILL'));
  return {
    start,
    call(path, input) {
      const running = child;
      if (running === null) return Promise.resolve(null);
      return new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        running.send({ type: 'call', id, path, input }, (error) => {
          if (error) answered(id, null);
        });
      });
    },
    kill,
    close: () => end((running) => running.send({ type: 'close' })),
    async opened(use) {
      const store = openStore({ file, key: deskKey, now: Date.now });
      try {
        return await use(store);
      } finally {
        store.close();
      }
    },
    copy: (its) => createDeskProcess({ url: its, clockAhead, from: folder }),
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
