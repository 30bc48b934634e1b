import { sourceFiles } from '../checks/support/source-files';
import type { Mutant } from './mutant';

/** A function as one migration writes it. */
export interface SqlFunction {
  readonly name: string;
  readonly file: string;
  /** Places in the migration's text, its body included. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** A later migration wrote or dropped it: what stands here runs nowhere. */
  readonly isReplaced: boolean;
}

const written = /\bcreate (or replace )?function (?:customer_success\.)?(\w+)\s*\(/gi;
const dropped = /\bdrop function (?:if exists )?(?:customer_success\.)?(\w+)/gi;

/** The functions of migrations, in the order in which they run. */
export function sqlFunctions(
  migrations = sourceFiles(['migrations/postgres'], undefined, /\.sql$/),
): SqlFunction[] {
  const inOrder = migrations.toSorted((left, right) => left.path.localeCompare(right.path));
  const found = inOrder.flatMap(({ path, text }, at) =>
    [...text.matchAll(written)].map(({ 1: again, 2: name = '', index }) => {
      const end = endOfBody(text, index);
      return { name, file: path, start: index, end, text: text.slice(index, end), at, again };
    }),
  );
  const drops = inOrder.flatMap(({ text }, at) =>
    [...text.matchAll(dropped)].map(({ 1: name = '', index }) => ({ name, at, index })),
  );
  const isAfter = (later: { at: number; index: number }, one: { at: number; start: number }) =>
    later.at > one.at || (later.at === one.at && later.index > one.start);
  return found.map((one) => ({
    ...one,
    isReplaced:
      drops.some((drop) => drop.name === one.name && isAfter(drop, one)) ||
      found.some(
        (other) =>
          other.again !== undefined &&
          other.name === one.name &&
          isAfter({ at: other.at, index: other.start }, one),
      ),
  }));
}

/** A body stands between two equal `$…$`. */
function endOfBody(text: string, start: number): number {
  const opening = /\bas (\$\w*\$)/i.exec(text.slice(start));
  const mark = opening?.[1];
  if (opening === null || mark === undefined) return text.indexOf(';', start) + 1;
  const body = start + opening.index + opening[0].length;
  const end = text.indexOf(mark, body);
  return end < 0 ? text.length : end + mark.length;
}

/** The function a fault of a migration lies in; null outside of all. */
export function functionOf(mutant: Mutant, functions: readonly SqlFunction[]): SqlFunction | null {
  return (
    functions.find(
      ({ file, start, end }) => file === mutant.file && start <= mutant.start && mutant.end <= end,
    ) ?? null
  );
}

/** A function's name with the names of those that call it, over any number of calls; with how many stand between. */
export function callersOf(name: string, functions: readonly SqlFunction[]): Map<string, number> {
  const standing = functions.filter(({ isReplaced }) => !isReplaced);
  const found = new Map([[name, 0]]);
  for (const [called, calls] of found) {
    for (const { name: caller, text } of standing) {
      if (!found.has(caller) && mentions(text, called)) found.set(caller, calls + 1);
    }
  }
  return found;
}

/** `('task.add', 'op_task_add'`: which function does an operation of a kind. */
const ofKind = /\('([a-z_.]+)', '(op_\w+)'/g;

/** What tests may call a function by: its name, and the kinds of operations it does. */
export function namesOf(
  name: string,
  migrations = sourceFiles(['migrations/postgres'], undefined, /\.sql$/),
): string[] {
  const kinds = migrations.flatMap(({ text }) =>
    [...text.matchAll(ofKind)].flatMap(([, kind = '', does]) => (does === name ? [kind] : [])),
  );
  return [name, ...new Set(kinds)];
}

/** Whether a text speaks of a function, by its whole name. */
export function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}
