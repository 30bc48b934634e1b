import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { z } from 'zod';
import { keyFromFile } from '../../../src-main/store/file/key';
import { openStore } from '../../../src-main/store/file/open';
import type { Store } from '../../../src-main/store/types';

/** `steward run` as a process of its own. */
export interface ServiceProcess {
  readonly folder: string;
  readonly store: string;
  /** Resolves when it says that it is at work. */
  started(): Promise<void>;
  /** What it answers at this path. */
  get(path: string): Promise<{ status: number; type: string; text: string }>;
  /** Resolves when /ready answers 200. */
  ready(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** What it wrote: its log and its complaints. */
  said(): string;
  /** Its store, once it has ended. */
  opened<T>(use: (store: Store) => T): T;
  remove(): Promise<void>;
}

const lineSchema = z.object({ msg: z.string(), door: z.string().nullable().optional() });

/** @param args of the command, beside store and door */
export function startService(args: readonly string[], from?: { readonly folder: string }): ServiceProcess {
  const folder = from?.folder ?? mkdtempSync(join(tmpdir(), 'steward-service-'));
  const store = join(folder, 'steward.db');
  const command = ['tools/run-ts.mjs', 'src-main/host/steward.ts', 'run'];
  const child: ChildProcess = spawn(
    process.execPath,
    [...command, '--store', store, '--metrics', '127.0.0.1:0', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 0)),
  );

  function door(): string | undefined {
    for (const line of said.split('\n').filter((text) => text.startsWith('{'))) {
      const { msg, door: place } = lineSchema.parse(JSON.parse(line));
      if (msg === 'the service is at work') return place ?? undefined;
    }
    return undefined;
  }

  async function started(): Promise<void> {
    await vi.waitFor(
      () => {
        if (door() === undefined) throw new Error(`it is not at work: ${said}`);
      },
      { timeout: 60_000, interval: 50 },
    );
  }

  async function get(path: string) {
    const response = await fetch(`http://${door()}${path}`);
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    };
  }

  return {
    folder,
    store,
    started,
    get,
    async ready() {
      await started();
      await vi.waitFor(
        async () => {
          const { status, text } = await get('/ready');
          if (status !== 200) throw new Error(`${text}\n${said}`);
        },
        { timeout: 60_000, interval: 50 },
      );
    },
    signal: (name) => void child.kill(name),
    ended,
    said: () => said,
    opened(use) {
      const opened = openStore({ file: store, key: keyFromFile(`${store}.key`, store), now: Date.now });
      try {
        return use(opened);
      } finally {
        opened.close();
      }
    },
    async remove() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
