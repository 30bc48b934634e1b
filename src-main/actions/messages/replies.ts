import { StewardError } from '../../lib/steward-error';
import { readReply, readStandingDeparture } from '../../store/messages/read-incoming';
import { accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Says of a reply whether somebody took care of it. @throws StewardError not_found for what is no reply of the copy */
export function settleReply(
  context: ActionContext,
  { mailId, answered }: { readonly mailId: string; readonly answered: boolean },
): void {
  decide(context, 'reply.settle', (tx) => {
    const reply = readReply(tx, mailId);
    if (reply === undefined) throw new StewardError('not_found', 'This reply is not in your copy any more.');
    const subject = accountSubject(tx, reply);
    operate(tx, context, { kind: 'reply.settle', patch: { answered }, subject, changes: { entry: mailId } });
  });
}

/** Says of a contact who counts as gone by a mail that they are there. @throws StewardError not_found for what is over */
export function settleDeparture(context: ActionContext, departureId: string): void {
  decide(context, 'departure.settle', (tx) => {
    const departure = readStandingDeparture(tx, departureId);
    if (departure === undefined)
      throw new StewardError('not_found', 'This contact does not count as gone any more.');
    const subject = accountSubject(tx, departure);
    operate(tx, context, { kind: 'departure.settle', patch: {}, subject, changes: { entry: departureId } });
    context.rescore(tx, [subject.organizationId]);
  });
}
