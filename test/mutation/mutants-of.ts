import type { Mutant } from './mutant';
import { ownMutants } from './own-mutants';
import { sqlMutants } from './sql-mutants';
import { standardMutants } from './standard-mutants';

/** Every fault that can be put into a file, in the order of their places. */
export async function mutantsOf(file: string, text: string): Promise<Mutant[]> {
  if (file.endsWith('.sql')) return sqlMutants(text).map((mutant) => ({ file, ...mutant }));
  const all = [...(await standardMutants(file, text)), ...ownMutants(file, text)];
  return all
    .filter((mutant) => !isInVain(text, mutant) && !isOfNoRun(mutant))
    .sort((left, right) => left.start - right.start || left.end - right.end);
}

/** Keys and indexes in a schema are for who writes the next migration: a store is made by the migrations. */
function isOfNoRun({ file, kind, replacement }: Mutant): boolean {
  return (
    file.startsWith('src-main/store/schema/') && kind === 'ArrowFunction' && replacement === '() => undefined'
  );
}

/** Changing nothing. */
function isInVain(text: string, { start, end, replacement }: Mutant): boolean {
  return text.slice(start, end) === replacement;
}
