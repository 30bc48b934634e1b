import { z } from 'zod';
import type { RuleForesight } from '../../../src-preload/contract/rules/standing';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

const answerSchema = z.object({
  mails: z.number().int(),
  now: z.number().int(),
  later: z.record(z.string(), z.number().int()),
  never: z.record(z.string(), z.number().int()),
  held_out: z.number().int(),
  nobody: z.number().int(),
  left_out: z.number().int(),
});

/**
 * What would come of a rule's mails if it fired for these accounts, or contacts, now, as the company decides it.
 * @throws StewardError not_found for a rule that the company doesn't have
 */
export async function foreseeRule(
  session: CompanySession,
  rule: string,
  addressed: readonly { readonly organizationId: number; readonly contactId: number | null }[],
): Promise<RuleForesight> {
  const accounts = addressed.map(({ organizationId }) => organizationId);
  const isOfContacts = addressed.some(({ contactId }) => contactId !== null);
  const { rows } = await session.query<{ answer: unknown }>(
    isOfContacts
      ? 'SELECT customer_success.foresee_rule($1, $2, $3) AS answer'
      : 'SELECT customer_success.foresee_rule($1, $2) AS answer',
    [rule, accounts, ...(isOfContacts ? [addressed.map(({ contactId }) => contactId)] : [])],
  );
  const answer = answerSchema.nullable().parse(rows[0]?.answer ?? null);
  if (answer === null)
    throw new StewardError(
      'not_found',
      'The company doesn’t have this rule yet: it is still on its way there.',
    );
  const { held_out: heldOut, left_out: leftOut, later, never, ...counts } = answer;
  return { ...counts, heldOut, leftOut, later: listOf(later), never: listOf(never) };
}

function listOf(counts: Readonly<Record<string, number>>): RuleForesight['later'] {
  return Object.entries(counts)
    .map(([reason, mails]) => ({ reason, mails }))
    .sort((one, other) => other.mails - one.mails || (one.reason < other.reason ? -1 : 1));
}
