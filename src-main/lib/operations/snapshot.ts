/**
 * Whether a transaction's effect is inside a snapshot of the same history, as PostgreSQL's `pg_visible_in_snapshot` says
 * it (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT).
 * @param xid a whole xid8 @param snapshot `xmin:xmax:xip,xip,…`
 */
export function isInSnapshot(xid: string, snapshot: string): boolean {
  const [xmin, xmax, running = ''] = snapshot.split(':');
  if (xmin === undefined || xmax === undefined) throw new Error(`${snapshot} is no snapshot`);
  const number = BigInt(xid);
  if (number < BigInt(xmin)) return true;
  return number < BigInt(xmax) && !running.split(',').includes(xid);
}
