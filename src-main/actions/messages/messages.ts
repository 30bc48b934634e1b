import type { z } from 'zod';
import type { launchInputSchema } from '../../../src-preload/contract/interventions/launch';
import type {
  consentInputSchema,
  decideInputSchema,
} from '../../../src-preload/contract/interventions/messages';
import type { OperationPatch } from '../../../src-preload/contract/operations';
import { StewardError } from '../../lib/steward-error';
import { readRole } from '../../store/copy/membership';
import { readRun } from '../../store/messages/read-messages';
import { readContact } from '../../store/notes/read-notes';
import { readRule } from '../../store/rules/read-rules';
import { readTemplate } from '../../store/templates/read-templates';
import type { Tx } from '../../store/types';
import { type AccountReference, type AccountSubject, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

type Launch = Omit<z.infer<typeof launchInputSchema>, 'to'> & {
  readonly to: readonly { readonly account: AccountReference; readonly contactIds: readonly number[] }[];
};
export interface Launched {
  readonly organizationId: number;
  /** By which it is taken back. */
  readonly entry: string;
}

/** So long a launch can be taken back before it goes. */
const undoSeconds = 10;

/**
 * Launches a message by hand: one operation an account. It goes when the company has taken it, which asks consent, caps and
 * quiet hours anew then.
 * @throws StewardError invalid_input for nothing to say, not_found for a contact or template that is gone
 */
export function launch(context: ActionContext, { to, templateId, ...says }: Launch): Launched[] {
  return decide(context, 'message.launch', (tx) => {
    const what = whatItSays(tx, templateId, says);
    return to.map(({ account, contactIds }) => {
      const subject = accountSubject(tx, account);
      const contacts = contactIds.map((id) => contactOf(tx, subject, id));
      const patch = { contacts, ...what, undo_seconds: undoSeconds };
      return {
        organizationId: subject.organizationId,
        entry: operate(tx, context, { kind: 'message.launch', patch, subject }),
      };
    });
  });
}

function whatItSays(
  tx: Tx,
  templateId: string | null,
  { subject, text, despite, send_at, on_cap }: Omit<Launch, 'to' | 'templateId'>,
): Omit<OperationPatch<'message.launch'>, 'contacts'> {
  const when = { ...(send_at === undefined ? {} : { send_at }), ...(on_cap === undefined ? {} : { on_cap }) };
  if (templateId !== null) {
    const template = readTemplate(tx, templateId);
    if (template === undefined || template.isArchived)
      throw new StewardError('not_found', 'This template is not there any more. Choose another one.');
    return { template: templateId, ...when };
  }
  if (subject === undefined || text === undefined || text.trim() === '')
    throw new StewardError('invalid_input', 'Write a subject and some words, or choose a template.', {
      ...(subject === undefined ? { subject: 'write a subject' } : {}),
      ...(text === undefined || text.trim() === '' ? { text: 'write something' } : {}),
    });
  return { subject, text, ...(despite === undefined ? {} : { despite }), ...when };
}

function contactOf(tx: Tx, { organizationId }: AccountSubject, contactId: number): string {
  const contact = readContact(tx, organizationId, contactId);
  if (contact === undefined)
    throw new StewardError('not_found', 'One of these contacts is not in your copy any more. Choose again.');
  return contact;
}

/** Takes a launch back, or one message; the company says whether it came in time. */
export function takeBack(
  context: ActionContext,
  { account, entry }: { readonly account: AccountReference; readonly entry: string },
): void {
  decide(context, 'message.cancel', (tx) => {
    const subject = accountSubject(tx, account);
    operate(tx, context, { kind: 'message.cancel', patch: {}, subject, changes: { entry } });
  });
}

/** Answers a message that a rule proposes. @throws StewardError conflict for one that is none any more, invalid_input */
export function decideMessage(
  context: ActionContext,
  { runId, ...said }: z.infer<typeof decideInputSchema>,
): void {
  decide(context, 'message.decide', (tx) => {
    const run = standing(tx, runId);
    if (said.decision === 'reject' && said.reason === undefined)
      throw new StewardError('invalid_input', 'Say why it is rejected.', { reason: 'say why' });
    if ((said.subject === undefined) !== (said.text === undefined))
      throw new StewardError('invalid_input', 'Give both, the subject and the words.');
    if (said.decision !== 'withdraw' && (run.stage !== 'proposed' || run.expiresAt <= context.now()))
      throw new StewardError('conflict', 'This message does not wait for an answer any more.');
    const patch = said.decision === 'approve' ? { ...said, undo_seconds: undoSeconds } : said;
    const subject = accountSubject(tx, { organizationId: run.organizationId });
    operate(tx, context, { kind: 'message.decide', patch, subject, changes: { entry: runId } });
  });
}

/** A message may be under way for so long after its last byte. */
const underWay = 15 * 60_000;

/** Says of a message that nobody knows about whether it arrived; if not, it goes once more. @throws StewardError conflict */
export function settleMessage(
  context: ActionContext,
  { runId, arrived }: { readonly runId: string; readonly arrived: boolean },
): void {
  decide(context, 'message.settle', (tx) => {
    const { organizationId, stage, dotAt } = standing(tx, runId);
    if (stage !== 'unknown')
      throw new StewardError('conflict', 'It is known by now what became of this message.');
    if (!arrived && context.now() < (dotAt ?? 0) + underWay)
      throw new StewardError(
        'conflict',
        'It may still be under way. That it didn’t arrive can be said 15 minutes after it was handed over.',
      );
    const subject = accountSubject(tx, { organizationId });
    operate(tx, context, { kind: 'message.settle', patch: { arrived }, subject, changes: { entry: runId } });
  });
}

function standing(tx: Tx, runId: string) {
  const run = readRun(tx, runId);
  if (run === undefined) throw new StewardError('not_found', 'This message is not in your copy any more.');
  return run;
}

/** Stops everything, or a rule, from when the company has taken it. `rule` null: everything. @throws StewardError not_found for a rule that is not here */
export function stopSending(context: ActionContext, stop: { rule: string | null; reason: string }): void {
  decide(context, 'sending.stop', (tx) => {
    if (stop.rule !== null && readRule(tx, stop.rule) === undefined)
      throw new StewardError('not_found', 'This rule is not in your copy any more.');
    operate(tx, context, { kind: 'sending.stop', patch: stop, subject: null });
  });
}

/** @param rule null: everything @throws StewardError forbidden: everything is let go by admins */
export function releaseSending(context: ActionContext, rule: string | null): void {
  decide(context, 'sending.release', (tx) => {
    if (rule === null && readRole(tx) !== 'admin')
      throw new StewardError('forbidden', 'Only an admin lets sending go on. Ask yours.');
    operate(tx, context, { kind: 'sending.release', patch: { rule }, subject: null });
  });
}

type Consent = Omit<z.infer<typeof consentInputSchema>, 'account'> & { readonly account: AccountReference };

/** Writes down what a contact agreed to, or withdrew from. */
export function recordConsent(
  context: ActionContext,
  { account, contactId, category, state, basis, channel, source }: Consent,
): void {
  decide(context, 'consent.record', (tx) => {
    if ((state === 'granted') !== (basis !== undefined))
      throw new StewardError('invalid_input', 'Say on what it rests that they may be written to.', {
        basis: 'choose one',
      });
    const subject = accountSubject(tx, account);
    const contact = contactOf(tx, subject, contactId);
    const isSms = channel === 'sms';
    if (isSms && state === 'granted' && (basis !== 'consent' || source === undefined))
      throw new StewardError(
        'invalid_input',
        'SMS go to those alone who agreed to them: say where they did.',
        {
          source: 'say where they agreed',
        },
      );
    const patch = {
      ...{ contact, category, state },
      ...(basis === undefined ? {} : { basis }),
      ...(isSms ? { channel } : {}),
      ...(source === undefined ? {} : { source }),
    };
    operate(tx, context, { kind: 'consent.record', patch, subject });
  });
}
