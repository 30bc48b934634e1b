import { z } from 'zod';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { requireMailRoom, somebodyElse } from './sending-settings';

const answerSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  reason: z.string().optional(),
  test_id: z.string().optional(),
  address: z.string().optional(),
});

const refusals: Readonly<Record<string, StewardError>> = {
  role: new StewardError('forbidden', 'Test mails are for managers. Nothing was sent.'),
  no_address: new StewardError(
    'not_ready',
    'The company has no address of yours: your login belongs to no manager with an e-mail address. Ask your administrator. Nothing was sent.',
  ),
  no_sender: new StewardError(
    'not_ready',
    'The brand says nobody whom mails come from. An admin sets that under Templates, Brand. Nothing was sent.',
  ),
};

/**
 * Asks for a mail to the caller's own address; a runner sends it.
 * @returns its number, and where it goes
 * @throws StewardError in words
 */
export async function askForTest(
  session: CompanySession,
  mail: { readonly subject: string; readonly text: string; readonly html: string },
): Promise<{ id: string; address: string }> {
  await requireMailRoom(session);
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.send_test($1, $2, $3) AS answer',
    [mail.subject, mail.text, mail.html],
  );
  const { outcome, reason, test_id: id, address } = answerSchema.parse(rows[0]?.answer);
  if (outcome === 'later') throw somebodyElse;
  if (outcome === 'refused' || id === undefined || address === undefined)
    throw (
      refusals[reason ?? ''] ??
      new StewardError('too_large', 'The mail is too large to be sent as a test. Nothing was sent.')
    );
  return { id, address };
}

const standingSchema = z.object({
  stage: z.enum(['waiting', 'claimed', 'sent', 'failed']),
  reply: z.string().nullable(),
});

/** How it stands; null: it is not known any more. */
export async function testStanding(
  session: CompanySession,
  id: string,
): Promise<z.infer<typeof standingSchema> | null> {
  const { rows } = await session.query(
    'SELECT stage, reply FROM customer_success.test_mails WHERE test_id = $1',
    [id],
  );
  return rows[0] === undefined ? null : standingSchema.parse(rows[0]);
}
