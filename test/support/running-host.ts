import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import type { InboxSettings } from '../../src-main/delivery/inbox/sources/inbox-settings';
import type { SmtpSettings } from '../../src-main/delivery/mail/smtp-settings';
import { type Host, runHost } from '../../src-main/host/run-host';
import type { Clock } from '../../src-main/ports/clock';
import type { SyncPace } from '../../src-main/sync/loop/pace';
import type { CallResponse } from '../../src-preload/contract/wire/envelope';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { ShellAnswer, ShellQuestion } from '../../src-preload/contract/wire/host-messages';

export interface RunningHost {
  call(path: string, input?: unknown): Promise<CallResponse>;
  /** The data of a call that must succeed. */
  ask(path: string, input?: unknown): Promise<unknown>;
  readonly events: HostEvent[];
  readonly folder: string;
  readonly key: string;
  /** Resolves when scoring has told of new scores. */
  scored(): Promise<void>;
  /** Ends it, and leaves its folder for the next one. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

export interface HostAgain {
  readonly folder?: string;
  /** Of the store that an earlier host left. */
  readonly key?: string;
  /** In place of the system's. */
  readonly clock?: Clock;
  /** In place of one that only complains. */
  readonly log?: Logger;
  /** What ending itself means to the shell. */
  readonly restart?: () => void;
  /** Its mails go by this server. */
  readonly smtp?: SmtpSettings;
  /** It reads what came back there. */
  readonly inbox?: InboxSettings;
  /** Milliseconds between two looks there. */
  readonly inboxLook?: number;
  /** As the desktop kept it for this start. */
  readonly inboxAccount?: string | null;
  /** How often it looks for news. */
  readonly pace?: SyncPace;
  /** Its device; every host has the same where not given. */
  readonly device?: string;
}

/** The whole host as the utility process runs it, without Electron: real store, sync, jobs and procedures. */
export async function startHost(
  companyUrl: string | null,
  answerShell: (question: ShellQuestion) => unknown = () => null,
  {
    folder = mkdtempSync(join(tmpdir(), 'steward-host-')),
    key = randomBytes(32).toString('hex'),
    device = '6f1d6a3e-4a53-4f6e-9c1d-0d0d3a6b0001',
    inboxAccount = null,
    ...again
  }: HostAgain = {},
): Promise<RunningHost> {
  const answers = new Map<number, (response: CallResponse) => void>();
  const events: HostEvent[] = [];
  const scoredWaiting: (() => void)[] = [];
  let nextId = 1;
  const host: Host = await runHost({
    start: {
      type: 'start',
      storeFile: join(folder, 'steward.db'),
      key,
      keyKeptIn: 'file',
      companyUrl,
      author: 'tester',
      inboxAccount,
      device: { id: device, kind: 'desktop' },
      logFile: join(folder, 'steward.log'),
    },
    log: pino({ level: 'error' }),
    ...again,
    post(message) {
      if (message.type === 'answer') answers.get(message.id)?.(message.response);
      if (message.type === 'shell-question') {
        void shellAnswerOf(() => answerShell(message.question)).then((answer) =>
          host.receive({ type: 'shell-answer', id: message.id, answer }),
        );
      }
      if (message.type !== 'event') return;
      events.push(message.event);
      if (isScored(message.event)) for (const done of scoredWaiting.splice(0)) done();
    },
  });

  let left: Promise<void> | null = null;
  function leave(): Promise<void> {
    left ??= host.close();
    return left;
  }

  function call(path: string, input?: unknown): Promise<CallResponse> {
    return new Promise((resolve) => {
      const id = nextId++;
      answers.set(id, resolve);
      host.receive({ type: 'call', id, path, input });
    });
  }

  return {
    call,
    async ask(path, input) {
      const response = await call(path, input);
      if (!response.ok) throw new Error(`${path}: ${response.error.code}: ${response.error.message}`);
      return response.data;
    },
    events,
    folder,
    key,
    scored: () =>
      events.some(isScored) ? Promise.resolve() : new Promise((resolve) => scoredWaiting.push(resolve)),
    leave,
    async close() {
      await leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A desktop that fails says so. */
async function shellAnswerOf(answer: () => unknown): Promise<ShellAnswer> {
  try {
    return { ok: true, answer: await answer() };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Scoring makes the account screens stale but not the settings; a sync makes everything stale. */
function isScored(event: HostEvent): boolean {
  return (
    event.type === 'invalidate' && event.topics.includes('accounts') && !event.topics.includes('palette')
  );
}
