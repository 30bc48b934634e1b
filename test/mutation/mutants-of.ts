import type { Mutant } from './mutant';
import { ownMutants } from './own-mutants';
import { sqlMutants } from './sql-mutants';
import { standardMutants } from './standard-mutants';

/** Every fault that can be put into a file, in the order of their places. */
export async function mutantsOf(file: string, text: string): Promise<Mutant[]> {
  if (file.endsWith('.sql')) return sqlMutants(text).map((mutant) => ({ file, ...mutant }));
  const all = [...(await standardMutants(file, text)), ...ownMutants(file, text)];
  return all
    .filter((mutant) => !isInVain(text, mutant))
    .sort((left, right) => left.start - right.start || left.end - right.end);
}

/** Changing nothing. */
function isInVain(text: string, { start, end, replacement }: Mutant): boolean {
  return text.slice(start, end) === replacement;
}
