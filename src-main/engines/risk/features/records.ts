/** A stray event of a clock that had gone wrong begins no records: so many accounts must have been used by then. */
const shareUsed = 0.05;

/**
 * The day from which a company's records tell of use; 0 where they never do. Customers of before are in its data as if they had
 * always been there and never used anything: it is the records that are young, not they.
 * @param firstUse first days of use of accounts, in any order
 */
export function recordsBegan(firstUse: readonly number[]): number {
  const sorted = firstUse.toSorted((left, right) => left - right);
  return sorted[Math.floor(shareUsed * sorted.length)] ?? 0;
}
