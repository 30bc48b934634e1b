import { randomBytes } from 'node:crypto';
import { passwordProblem } from '../../../src-preload/contract/own-password';
import { scramVerifier } from '../../lib/scram-verifier';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

/**
 * Gives the session's own login another password. Only what proves it goes to the server (SCRAM), so it stands in no
 * statement, and in no server's log.
 */
export async function setOwnPassword(session: CompanySession, password: string): Promise<void> {
  const { rows } = await session.query<{ login: string }>('SELECT session_user AS login');
  const login = session.escapeIdentifier(rows[0]?.login ?? '');
  const verifier = session.escapeLiteral(scramVerifier(password, randomBytes(16)));
  await session.query(`ALTER ROLE ${login} PASSWORD ${verifier}`);
}

/** @throws StewardError `invalid_input` that says which rule the password breaks */
export function refuseWeakPassword(password: string, of: Parameters<typeof passwordProblem>[1]): void {
  const problem = passwordProblem(password, of);
  if (problem !== null)
    throw new StewardError('invalid_input', `Choose another password: ${problem}. Nothing was changed.`, {
      password: problem,
    });
}
