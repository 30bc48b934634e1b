import type { ClientBase } from 'pg';

/** Resolves once all batches before this one are written. @throws where one of them failed: then nothing more may be written */
export type Turn = () => Promise<void>;

/** Sessions that batches are taken over. */
export interface BatchSessions {
  readonly first: ClientBase;
  /** Opens one more, asked for at the second batch only; null where there is none to have. */
  readonly second: (() => Promise<ClientBase | null>) | null;
}

interface Started<Batch, Taken> {
  readonly batch: Batch;
  readonly taken: Promise<Taken>;
  readonly session: ClientBase;
}

/**
 * Takes batches one after the other, in their order. Over two sessions the next batch is staged and checked while the
 * one before it is written; over one, it is at least read meanwhile.
 * @param take must await its turn before it writes to the company's tables
 */
export async function* takeInTurn<Batch, Taken>(
  batches: AsyncIterable<Batch>,
  sessions: BatchSessions,
  take: (session: ClientBase, batch: Batch, turn: Turn) => Promise<Taken>,
): AsyncGenerator<{ readonly batch: Batch; readonly taken: Taken }> {
  const running: Started<Batch, Taken>[] = [];
  let idle = sessions.first;
  let second: ClientBase | null | undefined;
  try {
    for await (const batch of batches) {
      const before = running.at(-1);
      if (before !== undefined && second === undefined) {
        second = (await sessions.second?.()) ?? null;
        if (second !== null) idle = second;
      }
      const oldest = running[0];
      if (oldest !== undefined && (second === null || running.length === 2)) {
        yield { batch: oldest.batch, taken: await oldest.taken };
        running.shift();
        idle = oldest.session;
      }
      running.push(started(idle, batch, turnAfter(before?.taken), take));
    }
    for (const { batch, taken } of running) yield { batch, taken: await taken };
  } finally {
    // Sessions that still work must not be used, or ended, by whoever comes next.
    await Promise.allSettled(running.map(({ taken }) => taken));
  }
}

function started<Batch, Taken>(
  session: ClientBase,
  batch: Batch,
  turn: Turn,
  take: (session: ClientBase, batch: Batch, turn: Turn) => Promise<Taken>,
): Started<Batch, Taken> {
  const taken = take(session, batch, turn);
  // Heard when its turn comes; until then it must not count as unhandled.
  taken.catch(() => {});
  return { batch, taken, session };
}

function turnAfter(before: Promise<unknown> | undefined): Turn {
  return async () => {
    await before;
  };
}
