import { z } from 'zod';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('known'),
    contacts: z.array(
      z.object({ contact: z.string(), reason: z.string().nullable(), until: z.number().nullable() }),
    ),
  }),
  z.object({ outcome: z.literal('refused'), reason: z.string(), words: z.string().optional() }),
]);

export interface ForeseenEntry {
  /** The company’s own id. */
  readonly contact: string;
  readonly reason: string | null;
  readonly until: number | null;
}

/**
 * Whether contacts of an account could come into a sequence now, by the function that decides it then.
 * @param account and contacts by the company’s own ids
 * @throws StewardError not_ready at a company of before, forbidden, invalid_input
 */
export async function foreseeEnrolment(
  session: CompanySession,
  sequence: string,
  account: string,
  contacts: readonly string[],
): Promise<ForeseenEntry[]> {
  const { rows: known } = await session.query<{ known: boolean }>(
    `SELECT to_regprocedure('customer_success.foresee_enrolment(text, json)') IS NOT NULL AS known`,
  );
  if (known[0]?.known !== true)
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version and knows no sequences yet.',
    );
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.foresee_enrolment($1, $2) AS answer',
    [account, JSON.stringify({ sequence, contacts })],
  );
  const answer = answerSchema.parse(rows[0]?.answer);
  if (answer.outcome === 'known') return answer.contacts;
  if (answer.reason === 'role')
    throw new StewardError('forbidden', 'Only managers and admins let contacts into sequences.');
  if (answer.reason === 'not_yours')
    throw new StewardError('forbidden', 'This account is not in your book of business any more.');
  throw new StewardError('invalid_input', `The company can’t take it: ${answer.words ?? ''}.`);
}
