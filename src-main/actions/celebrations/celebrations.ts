import type { CelebrationSettings } from '../../../src-preload/contract/celebrations/settings';
import { StewardError } from '../../lib/steward-error';
import { readCelebration } from '../../store/celebrations/read-celebrations';
import { readTemplate } from '../../store/templates/read-templates';
import type { Tx } from '../../store/types';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

/** Sets how achievements are celebrated, as a whole. @throws StewardError invalid_input for a template that can't be used */
export function setCelebrating(context: ActionContext, settings: CelebrationSettings): void {
  decide(context, 'celebration.settings', (tx) => {
    const template = settings.template === null ? undefined : readTemplate(tx, settings.template);
    const isUsable =
      template?.category === 'celebration' && !template.isArchived && !template.isTransactional;
    if (settings.template !== null && !isUsable)
      throw new StewardError('invalid_input', 'Choose a template of the category Celebration.', {
        template: 'Choose one that is there, and that one can unsubscribe from.',
      });
    operate(tx, context, { kind: 'celebration.settings', patch: { settings }, subject: null });
  });
}

interface Meant {
  readonly account: AccountReference;
  readonly id: string;
}

/** Adds words to a celebration; null takes them away. @throws StewardError not_found, conflict for one that has gone or is skipped */
export function addWords(
  context: ActionContext,
  { account, id, words }: Meant & { readonly words: string | null },
): void {
  decide(context, 'celebration.words', (tx) => {
    refuseOver(tx, id);
    const subject = accountSubject(tx, account);
    operate(tx, context, { kind: 'celebration.words', patch: { words }, subject, changes: { entry: id } });
  });
}

/** Lets a celebration go before its time, or skips it with a reason. @throws StewardError not_found, conflict, invalid_input */
export function decideCelebration(
  context: ActionContext,
  {
    account,
    id,
    decision,
    reason,
  }: Meant & { readonly decision: 'release' | 'skip'; readonly reason: string | null },
): void {
  decide(context, 'celebration.decide', (tx) => {
    const why = reason?.trim() ?? '';
    if (decision === 'skip' && why === '')
      throw new StewardError('invalid_input', 'Say why it is skipped: the reason is kept with it.', {
        reason: 'say why',
      });
    refuseOver(tx, id);
    const patch =
      decision === 'release' ? ({ decision } as const) : ({ decision: 'skip', reason: why } as const);
    const subject = accountSubject(tx, account);
    operate(tx, context, { kind: 'celebration.decide', patch, subject, changes: { entry: id } });
  });
}

function refuseOver(tx: Tx, id: string): void {
  const celebration = readCelebration(tx, id);
  if (celebration === undefined)
    throw new StewardError('not_found', 'This celebration is not in your copy any more.');
  if (celebration.state === 'skipped' || celebration.onItsWay === 'skip')
    throw new StewardError('conflict', 'This celebration is skipped: nothing of it goes.');
  if (celebration.state === 'sent')
    throw new StewardError('conflict', 'This celebration has gone: nothing can be changed of it any more.');
}
