import type { DoorSession } from './sending-door';

/** A session whose queries come one after the other, whoever asks: a session of PostgreSQL answers one at a time. */
export function inTurn(session: DoorSession): DoorSession {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query<Row extends object>(text: string, values?: readonly unknown[]) {
      const asked = last.then(() => session.query<Row>(text, values));
      last = asked.catch(() => undefined);
      return asked;
    },
  };
}
