import { setTimeout } from 'node:timers/promises';
import { noRunner } from '../../../src-preload/contract/runner';
import type { Ids } from '../../ports/ids';
import { readSyncState } from '../../store/copy/sync-state';
import { tellAllAgain } from '../../store/milestones/counted';
import { type Duty, readDuty, writeDuty, writeRunner } from '../../store/runner/duty';
import { clearOutgoing } from '../../store/runner/outgoing-documents';
import { forgetPushed } from '../../store/runner/scores-to-push';
import { clearMoves } from '../../store/sequences/outgoing-moves';
import { clearJudgings } from '../../store/triggers/outgoing-judgings';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import type { Connection } from '../wire/connect';
import type { SyncContext } from '../wire/context';
import type { Sender } from './door';
import { claimRunner, readLease, readRunnerRights, releaseRunner } from './runner-lease';

/** One host's part in the election of who computes for the company. */
export interface RunnerTurn {
  /**
   * Asks for the lease, or renews it, where the login may hold it and the copy is current; hears who has it otherwise.
   * Asks no sooner than ten seconds after the last time, whatever hints come.
   * @returns whether this host has the duty now
   */
  take(context: Pick<SyncContext, 'store' | 'connection'>): Promise<boolean>;
  hasDuty(store: Store): boolean;
  /**
   * Until this host should look again: to renew its lease in time, or because another's ends then, which nobody renews any
   * more where the other has died. Whole milliseconds; infinite where its turn is nothing to look for.
   */
  wait(): number;
  /** The company did not take a write under this lease: somebody else holds a later one. */
  lose(store: Store): void;
  /** Hands the duty on, as this host ends: it asks no more. */
  leave(store: Store, connection: Connection): Promise<void>;
}

export interface RunnerTurnOptions {
  readonly ids: Ids;
  readonly sender: Sender;
  /** Hears when this host has won the duty, or lost it. */
  readonly onDuty?: ((duty: Duty | null) => void) | undefined;
  /** Milliseconds; ten seconds, or less where a lease is short, where not given. */
  readonly askEvery?: number;
}

/** So a lease of 45 seconds is renewed at least twice, and ten hosts ask at ten moments. */
const tenSeconds = 10_000;
/** The company counts who asks. */
const twoSeconds = 2_000;

/** One for each run of a sync: two machines with the same copy are two hosts. */
export function createRunnerTurn(options: RunnerTurnOptions): RunnerTurn {
  const { sender, onDuty = () => undefined } = options;
  const host = options.ids.next();
  let askedAt = Number.NEGATIVE_INFINITY;
  let nextAt = Number.POSITIVE_INFINITY;
  /** A third of the lease, where one is known. */
  let third = Number.POSITIVE_INFINITY;
  let hasLeft = false;

  function askEvery(): number {
    return options.askEvery ?? Math.max(twoSeconds, Math.min(tenSeconds, third));
  }

  function note(store: Store, duty: Duty | null): void {
    if (hasLeft && duty !== null) return;
    const isAnother = writeTransaction(store, 'runner.duty', (tx) => {
      // What this host queued under its lease is still true where that only lapsed.
      if (readDuty(tx)?.host !== duty?.host) clearOutgoing(tx);
      const isNews = writeDuty(tx, duty);
      // Others may have written down theirs since: under a lease of its own it says once what there is.
      if (isNews) {
        forgetPushed(tx);
        clearJudgings(tx);
        clearMoves(tx);
        tellAllAgain(tx);
      }
      return isNews;
    });
    if (isAnother) onDuty(duty);
  }

  return {
    async take({ store, connection }) {
      const kept = readDuty(store.read);
      // What an earlier run of the app held, or another login at this desktop, is nobody's.
      if (kept !== null && kept.host !== host) note(store, null);
      if (hasLeft || performance.now() - askedAt < askEvery()) return readDuty(store.read) !== null;
      askedAt = performance.now();
      const { isThere, mayRun } = await readRunnerRights(connection);
      const isCurrent = readSyncState(store.read).snapshot !== null;
      const duty = isThere && mayRun && isCurrent ? await claimRunner(connection, host, sender) : null;
      note(store, duty);
      const lease = isThere ? await readLease(connection, duty, mayRun) : null;
      const runner = lease?.runner ?? noRunner('older');
      if (lease !== null) third = lease.milliseconds / 3;
      const soonest = askedAt + askEvery();
      if (duty !== null) nextAt = Math.max(soonest, askedAt + third);
      else if (mayRun && isCurrent && runner.state === 'other')
        nextAt = Math.max(soonest, performance.now() + (lease?.endsIn ?? 0));
      else nextAt = Number.POSITIVE_INFINITY;
      writeTransaction(store, 'runner.seen', (tx) => writeRunner(tx, runner));
      return duty !== null;
    },
    hasDuty: (store) => readDuty(store.read)?.host === host,
    wait: () => (hasLeft ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil(nextAt - performance.now()))),
    lose: (store) => note(store, null),
    async leave(store, connection) {
      hasLeft = true;
      const duty = readDuty(store.read);
      if (duty === null || duty.host !== host) return;
      await releaseRunner(connection, duty);
      note(store, null);
    },
  };
}

/** Whoever ends waits no longer than this, in milliseconds: the lease ends by itself soon enough. */
const farewell = 1_000;

/** @param open a session of its own: the one of sync may be in the middle of a pull */
export async function leaveInTime(
  turn: RunnerTurn,
  store: Store,
  open: () => Promise<Connection>,
): Promise<void> {
  const handOver = async () => {
    const connection = await open();
    await turn.leave(store, connection);
    await connection.close();
  };
  if (!turn.hasDuty(store)) return;
  const left = handOver().catch(() => undefined);
  await Promise.race([left, setTimeout(farewell, undefined, { ref: false })]);
}
