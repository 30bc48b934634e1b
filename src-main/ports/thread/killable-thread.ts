import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

export interface ThreadOptions {
  /** Where the thread's file lies, and its name without an ending: the built one stands beside all others. */
  readonly folder: string;
  readonly file: string;
  /** How long it may take to start, and to answer a question; milliseconds. */
  readonly startWithin: number;
  readonly answerWithin: number;
  /** Beyond, the thread ends. */
  readonly megabytes: number;
}

/** What became of a question: its answer, or that the thread had to be ended, or ended by itself. */
export type Answered<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'too_long' | 'too_large' | 'broken' };

export interface KillableThread<Question, Answer> {
  ask(question: Question): Promise<Answered<Answer>>;
  end(): void;
}

/** What a thread says: that it listens, then an answer to each question. */
export type Said<Answer> = { readonly ready: true } | { readonly answer: Answer };

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly answered: (answered: Answered<Answer>) => void;
}

/**
 * A thread that answers questions one after the other. One that takes too long or too much memory is ended with its thread,
 * and the next is asked of a new one: nothing that somebody writes holds up the rest.
 */
export function killableThread<Question, Answer>(options: ThreadOptions): KillableThread<Question, Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let worker: Worker | null = null;
  let isReady = false;
  let isAsked = false;
  let timer: NodeJS.Timeout | undefined;

  function next(): void {
    const [first] = waiting;
    if (first === undefined) {
      worker?.unref();
      return;
    }
    worker ??= begin();
    worker.ref();
    if (!isReady || isAsked) return;
    isAsked = true;
    limit(options.answerWithin);
    worker.postMessage(first.question);
  }

  function begin(): Worker {
    const begun = startWorker(options);
    isReady = false;
    isAsked = false;
    limit(options.startWithin);
    begun.on('message', (said: Said<Answer>) => {
      if (begun !== worker) return;
      clearTimeout(timer);
      if ('ready' in said) isReady = true;
      else settle({ kind: 'answer', answer: said.answer });
      next();
    });
    begun.once('error', (error) => {
      if (begun === worker) drop(isOutOfMemory(error) ? 'too_large' : 'broken');
    });
    begun.once('exit', () => {
      if (begun === worker) drop('broken');
    });
    return begun;
  }

  function limit(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => drop('too_long'), milliseconds);
  }

  /** Ends the thread, and with it the question that it was about. */
  function drop(kind: 'too_long' | 'too_large' | 'broken'): void {
    clearTimeout(timer);
    const ended = worker;
    worker = null;
    void ended?.terminate();
    settle({ kind });
    next();
  }

  function settle(answered: Answered<Answer>): void {
    isAsked = false;
    waiting.shift()?.answered(answered);
  }

  return {
    ask: (question) =>
      new Promise((answered) => {
        waiting.push({ question, answered });
        next();
      }),
    end() {
      clearTimeout(timer);
      const ended = worker;
      worker = null;
      void ended?.terminate();
      for (const { answered } of waiting.splice(0)) answered({ kind: 'broken' });
    },
  };
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** Sources that run themselves, in tests and tools, need their loader in the thread too. */
function startWorker({ folder, file, megabytes }: ThreadOptions): Worker {
  const options: WorkerOptions = { name: file, resourceLimits: { maxOldGenerationSizeMb: megabytes } };
  if (!import.meta.filename.endsWith('.ts')) return new Worker(join(folder, `${file}.js`), options);
  const loader = join(import.meta.dirname, '..', '..', '..', 'tools', 'run-ts.mjs');
  return new Worker(loader, { ...options, argv: [join(folder, `${file}.ts`)] });
}
