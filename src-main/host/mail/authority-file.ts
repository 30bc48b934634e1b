import { readFileSync } from 'node:fs';
import { StewardError } from '../../lib/steward-error';

/**
 * Certificates (PEM) of the authority that a variable of the environment names.
 * @returns null where it names none @throws StewardError `invalid_input` for a file that can't be read
 */
export function authorityOf(environment: NodeJS.ProcessEnv, name: string): string | null {
  const file = environment[name];
  if (file === undefined || file === '') return null;
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StewardError('invalid_input', `${name} can’t be read: ${file}.`, undefined, { cause });
  }
}
