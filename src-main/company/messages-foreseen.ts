import { z } from 'zod';
import { type Foreseen, foreseenSchema } from '../../src-preload/contract/interventions/launch';
import { StewardError } from '../lib/steward-error';
import type { CompanySession } from './company-session';

export interface LaunchToForesee {
  readonly account: { readonly organizationId: number; readonly externalId: string };
  /** By the company's own ids, with their numbers in the copy. */
  readonly contacts: ReadonlyMap<string, number>;
  readonly templateId: string | null;
  readonly sendAt: number | undefined;
  readonly despite: string | undefined;
  readonly channel: string | undefined;
}

const answerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('known'),
    stopped: z.boolean(),
    zones: z.array(z.string()),
    zone_of: z.enum(['account', 'country', 'company']),
    contacts: z.array(
      foreseenSchema.omit({ organizationId: true, contactId: true }).extend({ contact: z.string() }),
    ),
  }),
  z.object({
    outcome: z.literal('refused'),
    reason: z.string(),
    field: z.string().optional(),
    words: z.string().optional(),
  }),
]);

export interface LaunchForeseen {
  readonly isStopped: boolean;
  readonly zones: readonly string[];
  readonly of: 'account' | 'country' | 'company';
  readonly contacts: readonly Foreseen[];
}

/**
 * What the company would do with a launch now, contact by contact, by the same function that decides it then.
 * @throws StewardError not_ready at a company of before, forbidden, invalid_input
 */
export async function foreseeLaunch(
  session: CompanySession,
  launch: LaunchToForesee,
): Promise<LaunchForeseen> {
  const { account, contacts, templateId, sendAt, despite, channel = 'email' } = launch;
  const patch = {
    contacts: [...contacts.keys()],
    ...(templateId === null ? {} : { template: templateId }),
    ...(sendAt === undefined ? {} : { send_at: sendAt }),
    ...(despite === undefined || templateId !== null ? {} : { despite }),
    ...(channel === 'email' || templateId !== null ? {} : { channel }),
  };
  const { rows: known } = await session.query<{ known: boolean }>(
    `SELECT to_regprocedure('customer_success.foresee_launch(text, json)') IS NOT NULL AS known`,
  );
  if (known[0]?.known !== true)
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version and can’t be asked this. What you launch is decided when it goes.',
    );
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.foresee_launch($1, $2) AS answer',
    [account.externalId, JSON.stringify(patch)],
  );
  const answer = answerSchema.parse(rows[0]?.answer);
  if (answer.outcome === 'refused') {
    if (answer.reason === 'role')
      throw new StewardError('forbidden', 'Only managers and admins launch messages.');
    if (answer.reason === 'not_yours')
      throw new StewardError('forbidden', 'This account is not in your book of business any more.');
    throw new StewardError(
      'invalid_input',
      `The company can’t take it: ${answer.field ?? ''} ${answer.words ?? ''}.`,
    );
  }
  return {
    isStopped: answer.stopped,
    zones: answer.zones,
    of: answer.zone_of,
    contacts: answer.contacts.flatMap(({ contact, ...seen }) => {
      const contactId = contacts.get(contact);
      return contactId === undefined ? [] : [{ ...seen, contactId, organizationId: account.organizationId }];
    }),
  };
}
