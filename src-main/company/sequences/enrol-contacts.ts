import type pg from 'pg';
import { z } from 'zod';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { createIds } from '../../ports/ids';

export interface ContactsToEnrol {
  /** By its name, letter case aside, or its id. */
  readonly sequence: string;
  /** By the company's own ids, as the contacts. */
  readonly account: string;
  readonly contacts: readonly string[];
}
export interface EnrolledContacts {
  readonly entered: number;
  /** Why others did not come in: how many each. */
  readonly refused: Readonly<Record<string, number>>;
}

const answerSchema = z.object({
  outcome: z.string(),
  reason: z.string().nullable(),
  answer: z
    .looseObject({
      enrolments: z.array(z.number()).catch([]),
      refused: z.record(z.string(), z.number()).catch({}),
      field: z.string().optional(),
      words: z.string().optional(),
    })
    .catch({ enrolments: [], refused: {} }),
});

/**
 * Lets contacts of an account into a sequence, as a member of the team does it at a desktop.
 * @throws StewardError not_found for no such sequence, forbidden, invalid_input, not_ready
 */
export async function enrolContacts(
  client: pg.Client,
  { sequence, account, contacts }: ContactsToEnrol,
): Promise<EnrolledContacts> {
  const { rows: found } = await client.query<{ id: string }>(
    `SELECT sequence_id AS id FROM customer_success.sequences
      WHERE removed_at IS NULL AND (sequence_id::text = lower($1) OR lower(name) = lower($1))
      ORDER BY sequence_id::text = lower($1) DESC, state = 'active' DESC, row_id LIMIT 1`,
    [sequence.trim()],
  );
  const id = found[0]?.id;
  if (id === undefined) throw new StewardError('not_found', `The company has no sequence “${sequence}”.`);
  const asked = {
    op_id: createIds(systemClock).next(),
    kind: 'sequence.enrol',
    account,
    patch: { sequence: id, contacts },
    made_at: systemClock.now(),
  };
  const { rows } = await client.query(
    'SELECT outcome, reason, answer FROM customer_success.apply_operations($1::json, $2::json)',
    [JSON.stringify([asked]), JSON.stringify({ machine: 'command line', app: 'steward' })],
  );
  const { outcome, reason, answer } = answerSchema.parse(rows[0]);
  if (outcome === 'applied') return { entered: answer.enrolments.length, refused: answer.refused };
  if (outcome === 'later')
    throw new StewardError('not_ready', 'The company can’t take it just now. Try it again.');
  if (reason === 'role')
    throw new StewardError('forbidden', 'Only managers and admins let contacts into sequences.');
  if (reason === 'not_yours' || reason === 'other_account')
    throw new StewardError('forbidden', `${account} is no account of this login’s.`);
  throw new StewardError(
    'invalid_input',
    `The company refuses it: ${answer.field ?? ''} ${answer.words ?? reason ?? ''}.`,
  );
}
