import { StewardError } from '../../lib/steward-error';
import { readContact } from '../../store/notes/read-notes';
import { readSequence } from '../../store/sequences/read-sequences';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface Enrolling {
  readonly sequenceId: string;
  readonly to: readonly { readonly account: AccountReference; readonly contactIds: readonly number[] }[];
}

/**
 * Lets contacts into a sequence: one operation an account. Who can't come in is left out by the company, which says why.
 * @returns how many were named
 * @throws StewardError not_found, conflict for a sequence that is not on
 */
export function enrol(context: ActionContext, { sequenceId, to }: Enrolling): number {
  return decide(context, 'sequence.enrol', (tx) => {
    const sequence = readSequence(tx, sequenceId);
    if (sequence === undefined)
      throw new StewardError('not_found', 'This sequence is not there any more. Choose another one.');
    if (sequence.state !== 'active')
      throw new StewardError('conflict', `“${sequence.name}” is not on: nobody can come in.`);
    let named = 0;
    for (const { account, contactIds } of to) {
      const subject = accountSubject(tx, account);
      const contacts = [...new Set(contactIds)].map((id) => {
        const contact = readContact(tx, subject.organizationId, id);
        if (contact === undefined)
          throw new StewardError('not_found', 'One of these contacts is not in your copy any more.');
        return contact;
      });
      operate(tx, context, { kind: 'sequence.enrol', patch: { sequence: sequenceId, contacts }, subject });
      named += contacts.length;
    }
    return named;
  });
}

/** Takes one person out, or ends their wait: the next step comes then. */
export function decideInside(
  context: ActionContext,
  kind: 'enrolment.end' | 'enrolment.skip',
  { account, enrolment }: { readonly account: AccountReference; readonly enrolment: number },
): void {
  decide(context, kind, (tx) => {
    operate(tx, context, { kind, patch: { enrolment }, subject: accountSubject(tx, account) });
  });
}
