/** At most this many suggestions. */
const most = 3;

/** The known names most like a mistyped one, nearest first: few edits, or one inside the other. Empty when none is near. */
export function nearestNames(typed: string, known: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  return known
    .map((name) => ({ name, distance: distanceBetween(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((left, right) => left.distance - right.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

function distanceBetween(wanted: string, name: string): number {
  const contains = wanted.length > 2 && name.length > 2 && (name.includes(wanted) || wanted.includes(name));
  return contains ? 1 : editDistance(wanted, name);
}

/** Least number of letters to insert, delete or replace (Levenshtein, 1966). */
function editDistance(from: string, to: string): number {
  let before = Array.from({ length: to.length + 1 }, (_, count) => count);
  for (const [i, letter] of [...from].entries()) {
    const row = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = (before[j] ?? 0) + (letter === to[j] ? 0 : 1);
      row.push(Math.min(replaced, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = row;
  }
  return before[to.length] ?? 0;
}
