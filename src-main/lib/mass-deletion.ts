/** What takes away more than this share of a table, and more than this many rows, asks first. */
const largeShare = 0.3;
const fewRows = 100;

/** Whether so many deletions of a table's rows may be a mistake: a botched load or export looks just like it. */
export function isMassDeletion(deletes: number, rows: number): boolean {
  return deletes > fewRows && deletes > largeShare * rows;
}
