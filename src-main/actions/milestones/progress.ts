import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { contactNumber } from '../../store/accounts/contact-number';
import { readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { readProgress, subjectKey } from '../../store/milestones/read-progress';
import type { Tx } from '../../store/types';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

export interface ProgressToSet {
  readonly account: AccountReference;
  readonly milestone: string;
  /** The company's own id of a contact; null: the account's. */
  readonly contact: string | null;
  /** Whole percent: 100 completes it; null: what is counted moves it again. */
  readonly progress: number | null;
  /** Why it is corrected; null where it is completed. */
  readonly reason: string | null;
}

/**
 * Sets how far an account or a contact of it has come. What is complete already is no error, and changes nothing.
 * @throws StewardError invalid_input for a correction without a reason, and for one that waits for others; not_found, conflict
 */
export function setProgress(
  context: ActionContext,
  { account, contact, progress, ...set }: ProgressToSet,
): void {
  decide(context, 'set progress', (tx) => {
    const subject = accountSubject(tx, account);
    const milestones = readMilestones(tx);
    const milestone = milestones.find(({ id }) => id === set.milestone);
    if (milestone === undefined)
      throw new StewardError('not_found', 'This milestone is not in your copy any more.');
    const { audience, completion } = milestone.definition;
    if ((audience === 'contact') !== (contact !== null))
      throw new StewardError(
        'invalid_input',
        audience === 'contact'
          ? 'This is a contact’s milestone: say whose.'
          : 'This is the account’s milestone, no contact’s.',
      );
    const { organizationId } = subject;
    const userId = contact === null ? null : knownContact(tx, organizationId, contact);
    const there = new Map(readProgress(tx, [organizationId]).map((row) => [subjectKey(row), row]));
    const standingOf = (id: string, of: number | null) =>
      there.get(subjectKey({ organizationId, userId: of, milestoneId: id }))?.progress ?? 0;
    const before = standingOf(milestone.id, userId);
    const reason = set.reason?.trim() || null;
    if (progress === 100 && before === 100) return;
    const isCorrection = progress !== null && progress < Math.max(before, completion.by === 'hand' ? 0 : 100);
    if (isCorrection && reason === null)
      throw new StewardError('invalid_input', 'Say why it is corrected: the reason is kept with it.', {
        reason: 'Say why.',
      });
    if (progress === 100) {
      const missing = milestones.filter(
        ({ id, definition }) =>
          milestone.prerequisites.includes(id) &&
          standingOf(id, definition.audience === 'contact' ? userId : null) < 100,
      );
      if (missing.length > 0)
        throw new StewardError(
          'invalid_input',
          `“${milestone.name}” waits for ${missing.map(({ name }) => `“${name}”`).join(', ')}: complete that first.`,
        );
    }
    operate(tx, context, {
      kind: 'progress.set',
      patch: { milestone: milestone.id, contact, progress, reason },
      subject,
    });
  });
}

function knownContact(tx: Tx, organizationId: number, contact: string): number {
  const found = contactNumber(tx, organizationId, contact);
  if (found === undefined) throw new StewardError('not_found', 'This contact is not in your copy any more.');
  return found;
}

/** Gives an account a plan from a day on (whole days since 1970), or ends it (null). @throws StewardError not_found, conflict */
export function assignPlan(
  context: ActionContext,
  {
    account,
    plan,
    startedOn,
  }: { readonly account: AccountReference; readonly plan: string; readonly startedOn: number | null },
): void {
  decide(context, 'assign plan', (tx) => {
    const subject = accountSubject(tx, account);
    if (startedOn !== null && readPlans(tx).every(({ id }) => id !== plan))
      throw new StewardError('not_found', 'This success plan is not in your copy any more.');
    const patch = { plan, started_on: startedOn === null ? null : formatDay(startedOn) };
    operate(tx, context, { kind: 'plan.assign', patch, subject });
  });
}
