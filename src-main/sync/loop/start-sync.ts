import type { SyncStatus } from '../../../src-preload/contract/sync';
import { StewardError } from '../../lib/steward-error';
import { createBreaker } from '../../ports/breaker';
import { LoginGone } from '../../ports/postgres/login-gone';
import { isOutage } from '../../ports/postgres/outage';
import { defaultRawEventDays } from '../../store/copy/sync-state';
import { waitOf } from '../../store/operations/batch';
import { createLoadPace } from '../load/load-pace';
import { acceptHeld } from '../pull/accept-held';
import { pushForCompany } from '../push/push-for-company';
import { leaveInTime } from '../push/runner-turn';
import { AnotherCompany } from '../wire/another-company';
import { askForMovement } from '../wire/ask-for-movement';
import { createSession } from '../wire/session';
import { createAlarm } from './alarm';
import { defaultPace, pollPause, retryPause } from './pace';
import { passwordOver } from './password-over';
import { syncRound } from './round';
import type { SyncHandle, SyncOptions } from './sync-handle';
import { beforeAnyRound, explainOutcome, type LiveStatus, statusOf } from './sync-status';
import { explainTrouble, loadCancelled } from './trouble';

type Asked = PromiseWithResolvers<void>;

const stopped = new StewardError('cancelled', 'Sync was switched off.');

/**
 * Keeps the copy current until it is stopped: looks at every hint of the company's database and every 15-30 s, and
 * ever less often while it is away. Never throws: whatever goes wrong shows in the status.
 */
export function startSync(options: SyncOptions): SyncHandle {
  const { store, clock, random, log } = options;
  const pace = options.pace ?? defaultPace;
  const alarm = createAlarm();
  const session = createSession(options.connect, hint);
  const breaker = createBreaker({
    name: 'The company’s server',
    isOutage: (error) => isOutage(error) && !stopping && loading?.signal.aborted !== true,
    pauseAfter: (failures) => retryPause(pace, failures, random),
    clock,
  });
  let hintTimer: NodeJS.Timeout | null = null;
  let loading: AbortController | null = null;
  let asked: Asked[] = [];
  /** Somebody spoke since the last attempt began. */
  let called = false;
  let failures = 0;
  let stopping = false;
  let live: LiveStatus = { ...beforeAnyRound, phase: 'connecting' };
  const running = loop();

  async function loop(): Promise<void> {
    while (!stopping) {
      const answering = asked;
      asked = [];
      called = false;
      const pause = await attempt(answering);
      if (pause !== null && !stopping) show({ nextAttemptAt: clock.now() + Math.ceil(pause) });
      if (!stopping) await rest(pause);
    }
    session.drop();
    for (const { reject } of asked) reject(stopped);
  }

  /**
   * Hints wake a sync that waits for its time, not one that waits for a word, of which its own lost session is such a hint,
   * and not one that leaves the server in peace.
   */
  async function rest(pause: number | null): Promise<void> {
    const end = performance.now() + (pause ?? Number.POSITIVE_INFINITY);
    do await alarm.wait(pause === null ? null : Math.max(0, end - performance.now()));
    while (!called && (pause === null || (isLeftInPeace() && performance.now() < end)));
  }

  function isLeftInPeace(): boolean {
    return breaker.state().retryAt !== null;
  }

  /** @returns milliseconds until the next; null to wait until someone asks */
  async function attempt(answering: readonly Asked[]): Promise<number | null> {
    try {
      // Whoever has waited its time, or was called, asks whatever came before.
      const outcome = await breaker.probe(round);
      failures = 0;
      for (const { resolve } of answering) resolve();
      if (outcome.kind === 'revoked') {
        if (outcome.erased) options.onRevoked?.('membership');
        return pace.lastRetry;
      }
      if (outcome.kind === 'signed out') {
        options.onRevoked?.({ by: outcome.by, at: outcome.at });
        return pace.lastRetry;
      }
      return Math.min(
        pollPause(pace, random),
        waitToPush(),
        options.runner?.wait() ?? Number.POSITIVE_INFINITY,
      );
    } catch (error) {
      session.drop();
      const isCancelled = loading?.signal.aborted === true;
      const trouble = explainTrouble(
        isCancelled ? loadCancelled() : error,
        passwordOver(store.read, options.connect.url, clock.now()),
      );
      for (const { reject } of answering) reject(new StewardError(trouble.code, trouble.words));
      if (stopping) return null;
      if (isCancelled) {
        show({ phase: 'inactive', problem: trouble.words, progress: null, nextAttemptAt: null });
        return null;
      }
      if (error instanceof AnotherCompany && options.onAnotherCompany) {
        options.onAnotherCompany(error);
        return null;
      }
      if (error instanceof LoginGone) options.onRevoked?.('login');
      failures += 1;
      log.warn({ err: error, failures }, 'sync failed');
      show({ phase: trouble.phase, problem: `${trouble.words} ${trouble.outlook}`, progress: null });
      return waitAfterFailure();
    } finally {
      loading = null;
    }
  }

  /** One wait, not two: while the server is left in peace, that time is this one. @returns milliseconds */
  function waitAfterFailure(): number {
    const { retryAt } = breaker.state();
    return retryAt === null ? retryPause(pace, failures, random) : Math.max(0, retryAt - clock.now());
  }

  /** What the company has put off goes up at its time, whatever is decided meanwhile. @returns milliseconds */
  function waitToPush(): number {
    return waitOf(store.read, clock.now()) ?? Number.POSITIVE_INFINITY;
  }

  async function round() {
    if (!session.connected) show({ phase: 'connecting', nextAttemptAt: null });
    const connection = await session.open();
    if (stopping) throw stopped;
    const start = clock.now();
    const started = performance.now();
    loading = new AbortController();
    // Told with the next change only: a look that finds nothing is no news.
    live = { ...live, phase: 'pulling', nextAttemptAt: null };
    const paceOf = createLoadPace(() => clock.now());
    const context = {
      store,
      connection,
      clock,
      log,
      rawEventDays: options.rawEventDays ?? defaultRawEventDays,
      onApplied: options.onApplied,
      onLetIn: options.onLetIn,
      device: options.device,
    };
    const outcome = await syncRound(context, {
      connect: session.openAnother,
      signal: loading.signal,
      onProgress: (progress) => show({ phase: 'loading', problem: null, progress: paceOf(progress) }),
    });
    const lastPull =
      outcome.kind === 'applied'
        ? { at: start, changedRows: outcome.rows, milliseconds: performance.now() - started }
        : live.lastPull;
    show({ ...explainOutcome(outcome), progress: null, lastPull });
    // It looks through weeks of every account's use: the copy is current before, and the next pull brings what is made.
    if (outcome.kind === 'applied') {
      void askForMovement(context);
      if (options.runner !== undefined) await pushForCompany(options.runner, context);
    }
    return outcome;
  }

  function show(change: Partial<LiveStatus>): void {
    live = { ...live, ...change };
    if (!stopping) options.onStatus(status());
  }

  function status(): SyncStatus {
    return statusOf(store, { ...live, server: breaker.state() });
  }

  /** News often come in flocks. */
  function hint(): void {
    hintTimer ??= setTimeout(() => {
      hintTimer = null;
      alarm.ring();
    }, random() * pace.hintSpread);
  }

  function call(): void {
    called = true;
    alarm.ring();
  }

  return {
    status,
    breaker,
    syncNow() {
      if (stopping) return Promise.reject(stopped);
      const waiter = Promise.withResolvers<void>();
      asked.push(waiter);
      call();
      return waiter.promise;
    },
    pushSoon: hint,
    resolveHold(accept) {
      if (accept && acceptHeld(store)) call();
    },
    cancelLoad() {
      if (live.phase === 'loading') loading?.abort();
    },
    async stop() {
      stopping = true;
      if (hintTimer !== null) clearTimeout(hintTimer);
      loading?.abort();
      session.drop();
      call();
      await running;
      if (options.runner !== undefined) await leaveInTime(options.runner, store, session.openAnother);
    },
  };
}
