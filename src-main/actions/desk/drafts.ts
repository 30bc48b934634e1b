import { writeDraft } from '../../store/desk/drafts';
import { type ActionContext, authorOf, decide } from '../action-context';

/** Keeps what an editor holds and nobody saved; null forgets it. */
export function keepDraft(context: ActionContext, key: string, draft: string | null): void {
  decide(context, 'keep draft', (tx) => writeDraft(tx, authorOf(tx, context), key, draft));
}
