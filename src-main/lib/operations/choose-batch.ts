/** What decides how an operation of the outbox may travel. */
export interface Waiting {
  readonly seq: number;
  /** The company's own id of its account; null: about none. */
  readonly externalId: string | null;
  readonly entry: string;
  readonly baseVersion: number | null;
  /** Put off by the company. */
  readonly isPutOff: boolean;
  /** Characters of what was decided. */
  readonly size: number;
}

/** A call of more text than this holds up what comes after it. */
const mostCharacters = 1_000_000;

/**
 * The next operations to send at once: in order, and of each account in order without a gap. One that was put off waits
 * for its time, a change whose base is the answer to an earlier one of the same entry for that answer; and what comes
 * after it about the same account waits with it, but nothing else.
 * @param waiting in the order in which they were made
 */
export function chooseBatch<T extends Waiting>(waiting: readonly T[], limit: number): T[] {
  const batch: T[] = [];
  const changed = new Set<string>();
  const held = new Set<string | null>();
  let characters = 0;
  for (const operation of waiting) {
    const { entry, externalId, baseVersion, isPutOff, size } = operation;
    if (batch.length === limit || (batch.length > 0 && characters + size > mostCharacters)) break;
    if (isPutOff || (baseVersion !== null && changed.has(entry))) held.add(externalId);
    if (held.has(externalId)) continue;
    if (baseVersion !== null) changed.add(entry);
    batch.push(operation);
    characters += size;
  }
  return batch;
}
