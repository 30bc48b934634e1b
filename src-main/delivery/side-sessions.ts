import type { Logger } from 'pino';
import type { DoorSession } from './sending-door';

interface Session extends DoorSession {
  close(): Promise<void>;
}

/** Sessions that answer side by side: a step of one message waits for no step of another. */
export interface SideSessions extends DoorSession {
  /** Ends those that were opened beside the first, once they have answered. */
  close(): Promise<void>;
}

interface Asked {
  readonly run: (session: Session) => Promise<void>;
}

/**
 * Asks each query of a session that has nothing else to answer. The first is there already and stays its opener's; others are opened
 * as queries wait for one, up to `most` in all. Where none can be opened, or one breaks, those that are there do.
 */
export function sideSessions(
  first: Session,
  open: () => Promise<Session>,
  most: number,
  log: Logger,
): SideSessions {
  const waiting: Asked[] = [];
  const idle: Session[] = [first];
  const beside = new Set<Session>();
  /** Each at work, or being opened. */
  const busy = new Set<Promise<unknown>>();
  let isOpening = false;
  let mayOpen = most > 1;
  let isClosing = false;

  function track(task: Promise<unknown>): void {
    const tracked = task.finally(() => busy.delete(tracked));
    busy.add(tracked);
  }

  function hand(): void {
    while (waiting.length > 0 && idle.length > 0) {
      const [asked, session] = [waiting.shift(), idle.shift()];
      if (asked !== undefined && session !== undefined) track(asked.run(session));
    }
    if (waiting.length > 0 && mayOpen && !isOpening && !isClosing) track(openOne());
  }

  async function openOne(): Promise<void> {
    isOpening = true;
    try {
      const session = await open();
      beside.add(session);
      idle.push(session);
    } catch (error) {
      log.warn({ err: error }, 'messages go over fewer sessions: another could not be opened');
      mayOpen = false;
    } finally {
      isOpening = false;
      mayOpen &&= beside.size + 1 < most;
      hand();
    }
  }

  /** One that failed may be broken: of those beside the first, it goes. */
  function giveBack(session: Session, failed: boolean): void {
    if (failed && beside.delete(session)) {
      track(session.close().catch(() => undefined));
      mayOpen = false;
    } else idle.push(session);
    hand();
  }

  return {
    query<Row extends object>(text: string, values?: readonly unknown[]) {
      return new Promise<Row[]>((resolve, reject) => {
        waiting.push({
          async run(session) {
            let failed = false;
            try {
              resolve(await session.query<Row>(text, values));
            } catch (error) {
              failed = true;
              reject(error);
            } finally {
              giveBack(session, failed);
            }
          },
        });
        hand();
      });
    },
    async close() {
      isClosing = true;
      while (busy.size > 0) await Promise.all(busy);
      const opened = [...beside];
      beside.clear();
      await Promise.all(opened.map((session) => session.close().catch(() => undefined)));
    },
  };
}
