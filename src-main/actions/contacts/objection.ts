import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { readObjections } from '../../store/accounts/objections';
import { companyDay } from '../../store/copy/company-calendar';
import { readContact } from '../../store/notes/read-notes';
import type { Tx } from '../../store/types';
import { type AccountReference, type AccountSubject, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface ContactOfAccount {
  readonly account: AccountReference;
  /** Its number in the copy. */
  readonly contactId: number;
}

/**
 * Writes down that a contact objects to being profiled: from now on their use counts in the account's totals alone.
 * @param sinceDay the day on which they said so
 * @throws StewardError not_found, conflict for another account than was meant, or invalid_input for a day ahead
 */
export function recordObjection(
  context: ActionContext,
  { account, contactId, sinceDay }: ContactOfAccount & { readonly sinceDay: number },
): void {
  decide(context, 'objection.record', (tx) => {
    const { subject, contact } = contactOf(tx, account, contactId);
    if (sinceDay > companyDay(tx, context.now()))
      throw new StewardError(
        'invalid_input',
        'That day is still ahead. Choose the day on which they objected.',
        {
          since: 'choose today or an earlier day',
        },
      );
    operate(tx, context, {
      kind: 'objection.record',
      patch: { contact, since_day: formatDay(sinceDay) },
      subject,
    });
    context.rescore(tx, [subject.organizationId]);
  });
}

/**
 * The contact objects no more: each time that the team wrote it down is taken back.
 * @throws StewardError not_found for who doesn't object, conflict where the company's own list says it, or for another account
 */
export function takeBackObjection(context: ActionContext, { account, contactId }: ContactOfAccount): void {
  decide(context, 'objection.take back', (tx) => {
    const { subject } = contactOf(tx, account, contactId);
    const standing = readObjections(tx, subject.organizationId).get(contactId);
    if (standing === undefined)
      throw new StewardError('not_found', 'This contact doesn’t object to profiling any more.');
    if (standing.isListed)
      throw new StewardError(
        'conflict',
        'The company’s own list of contacts says that this contact objects. It is taken back there, and comes with the next load.',
      );
    for (const entry of standing.entries)
      operate(tx, context, { kind: 'objection.withdraw', patch: {}, subject, changes: { entry } });
    context.rescore(tx, [subject.organizationId]);
  });
}

function contactOf(
  tx: Tx,
  account: AccountReference,
  contactId: number,
): { subject: AccountSubject; contact: string } {
  const subject = accountSubject(tx, account);
  const contact = readContact(tx, subject.organizationId, contactId);
  if (contact === undefined)
    throw new StewardError('not_found', 'This contact is not in your copy any more.');
  return { subject, contact };
}
