import type { UtilityProcess } from 'electron';
import { z } from 'zod';
import type { CallResponse } from '../../src-preload/contract/wire/envelope';
import type { HostEvent, ShellEvent } from '../../src-preload/contract/wire/events';
import {
  fromHostSchema,
  type ShellAnswer,
  type ShellQuestion,
  type ToHost,
} from '../../src-preload/contract/wire/host-messages';

type HostState = Extract<ShellEvent, { type: 'host' }>['state'];

/** What is asked of the process that the host runs in. */
export type HostProcess = Pick<UtilityProcess, 'on' | 'once' | 'postMessage' | 'kill'>;

export interface HostSupervisorOptions {
  readonly fork: () => HostProcess;
  /** Asked before each start, so that a restart uses the connection of now. */
  readonly startMessage: () => Extract<ToHost, { type: 'start' }>;
  readonly onEvent: (event: HostEvent) => void;
  readonly onState: (state: HostState, message: string | null) => void;
  /** Never rejects: a failure is an answer too. */
  readonly onQuestion: (question: ShellQuestion) => Promise<ShellAnswer>;
}

export interface HostSupervisor {
  call(path: string, input: unknown): Promise<CallResponse>;
  /** Starts the host once more after it has failed; nothing happens while it runs or is on its way. */
  restart(): void;
  /** Ends the host well and starts it at once with what it is to open now; calls meanwhile say that it is away. */
  startAgain(): void;
  /** The machine woke up: due work is swept. */
  resumed(): void;
  /** Asks the host to close its store and exit; ends it after a while if it doesn't. */
  close(): Promise<void>;
}

const restartDelays = [250, 1_000, 4_000, 15_000];
const closeTimeout = 10_000;
const steadyAfter = 60_000;

const hostAway: CallResponse = {
  ok: false,
  error: {
    code: 'not_ready',
    message:
      'The engine behind Steward stopped and is starting again. Nothing was lost; try again in a moment.',
  },
};

/** Keeps the utility process that owns store and engines alive, and relays calls to it. */
export function superviseHost(options: HostSupervisorOptions): HostSupervisor {
  const waiting = new Map<number, (response: CallResponse) => void>();
  const beforeReady: ToHost[] = [];
  let child: HostProcess | null = null;
  let ready = false;
  let closing = false;
  let failed: string | null = null;
  let startsAgain = false;
  let nextId = 1;
  let restarts = 0;
  let startedOnce = false;
  let startedAt = 0;

  function start(): void {
    if (closing) return;
    ready = false;
    startedAt = Date.now();
    options.onState(startedOnce ? 'restarting' : 'starting', null);
    startedOnce = true;
    const message = messageOrFailure();
    if (message === null) return;
    const process = options.fork();
    child = process;
    process.on('message', (message: unknown) => receive(process, message));
    process.once('exit', () => exited(process));
    process.postMessage(message);
  }

  /** What the host has to be told may be out of reach: a key in a locked keychain, or in somebody else's. */
  function messageOrFailure(): ToHost | null {
    try {
      return options.startMessage();
    } catch (error) {
      failed = wordsOf(error);
      options.onState('failed', failed);
      answerAll({ ok: false, error: { code: 'not_ready', message: failed } });
      return null;
    }
  }

  function receive(from: HostProcess, raw: unknown): void {
    const parsed = fromHostSchema.safeParse(raw);
    if (!parsed.success) {
      // The desktop must not fall over a malformed message of its own engine: said aloud, and passed over.
      console.error(`The host sent a message that can't be read: ${z.prettifyError(parsed.error)}`);
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'ready':
        ready = true;
        options.onState('ready', null);
        for (const held of beforeReady.splice(0)) from.postMessage(held);
        return;
      case 'failed':
        failed = message.message;
        options.onState('failed', message.message);
        answerAll({ ok: false, error: { code: 'not_ready', message: message.message } });
        return;
      case 'answer':
        waiting.get(message.id)?.(message.response);
        waiting.delete(message.id);
        return;
      case 'event':
        options.onEvent(message.event);
        return;
      case 'shell-question':
        void options
          .onQuestion(message.question)
          .then((answer) =>
            from.postMessage({ type: 'shell-answer', id: message.id, answer } satisfies ToHost),
          );
        return;
      case 'closed':
        return;
    }
  }

  function exited(process: HostProcess): void {
    if (child !== process) return;
    child = null;
    answerAll(hostAway);
    if (startsAgain && !closing) {
      startsAgain = false;
      failed = null;
      start();
      return;
    }
    if (closing || failed !== null) return;
    if (Date.now() - startedAt > steadyAfter) restarts = 0;
    const delay = restartDelays[restarts];
    if (delay === undefined) {
      failed =
        'The engine behind Steward keeps stopping. If it stops again after a restart, look at the log in the Steward folder.';
      options.onState('failed', failed);
      return;
    }
    restarts += 1;
    options.onState('restarting', null);
    setTimeout(start, delay);
  }

  function answerAll(response: CallResponse): void {
    for (const answer of waiting.values()) answer(response);
    waiting.clear();
    beforeReady.length = 0;
  }

  function send(message: ToHost): void {
    if (child !== null && ready) child.postMessage(message);
    else beforeReady.push(message);
  }

  /** Asks it to close its store and exit, and ends it after a while if it doesn't. */
  function ended(process: HostProcess): Promise<void> {
    return new Promise((resolve) => {
      const timeout = setTimeout(() => process.kill(), closeTimeout);
      process.once('exit', () => {
        clearTimeout(timeout);
        resolve();
      });
      process.postMessage({ type: 'close' } satisfies ToHost);
    });
  }

  start();

  return {
    call(path, input) {
      if (failed !== null)
        return Promise.resolve({ ok: false, error: { code: 'not_ready', message: failed } });
      return new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        send({ type: 'call', id, path, input });
      });
    },
    restart() {
      if (failed === null || closing) return;
      failed = null;
      restarts = 0;
      // One that could not start stands there still.
      const former = child;
      child = null;
      former?.kill();
      start();
    },
    resumed() {
      send({ type: 'resumed' });
    },
    startAgain() {
      if (child === null || startsAgain) return;
      startsAgain = true;
      ready = false;
      void ended(child);
    },
    close() {
      closing = true;
      return child === null ? Promise.resolve() : ended(child);
    },
  };
}

/** What the system says of a file has its path in it, and is nobody's business but the terminal's. */
function wordsOf(error: unknown): string {
  if (error instanceof Error && !('code' in error)) return error.message;
  console.error('The engine can’t be told what to open:', error);
  return 'Steward can’t read or write its folder on this computer. Nothing was changed; start Steward as the user whose folder it is.';
}
