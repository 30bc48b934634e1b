/** The last row of a chain of the company's audit, as this desktop saw it. */
export interface RememberedHead {
  readonly chain: number;
  readonly number: number;
  /** Hexadecimal sha256; empty for a chain without rows. */
  readonly hash: string;
  /** Milliseconds since 1970 by the company's clock. */
  readonly seenAt: number;
}

/** A chain as the company has it now, beside what is remembered of it. */
export interface PresentHead {
  readonly chain: number;
  /** Of its last row; 0: it has none. */
  readonly number: number;
  readonly hash: string;
  /** The hash of the row that bears the remembered number; null: there is no such row. */
  readonly rememberedHash: string | null;
  /** The last row by which what was wrong with the chain was accepted, and when; null: none. */
  readonly anchor: number | null;
  readonly anchoredAt: number | null;
}

export type HeadProblem = 'cut' | 'rewritten';

/**
 * Whether a chain goes on from the row that is remembered: rows are added to it, and nothing else. What was wrong before it
 * was anchored anew was accepted.
 */
export function judgeHead(remembered: RememberedHead, present: PresentHead): HeadProblem | null {
  if (remembered.number === 0 || isAnchoredSince(remembered, present)) return null;
  const stands = present.rememberedHash === remembered.hash;
  if (present.number < remembered.number || present.rememberedHash === null) return 'cut';
  if (present.number === remembered.number && present.hash !== remembered.hash) return 'rewritten';
  return stands ? null : 'rewritten';
}

function isAnchoredSince(remembered: RememberedHead, { anchor, anchoredAt }: PresentHead): boolean {
  return (
    anchor !== null && anchoredAt !== null && (anchor > remembered.number || anchoredAt > remembered.seenAt)
  );
}
