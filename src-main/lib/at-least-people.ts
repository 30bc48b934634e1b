/**
 * How many different people were active at least, where some use came without names: those who are known, or the most
 * that were said to be behind one count without names. One person may be in both.
 * @param counted 0 where nobody said
 * @returns null where nothing at all is known of them
 */
export function atLeastPeople(named: number, counted: number): number | null {
  const most = Math.max(named, counted);
  return most === 0 ? null : most;
}
