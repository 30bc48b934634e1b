import type { z } from 'zod';
import type { SavedView, saveViewInputSchema } from '../../../src-preload/contract/accounts';
import { StewardError } from '../../lib/steward-error';
import { addView, changeView, isNameTaken, removeView } from '../../store/desk/saved-views';
import { type ActionContext, decide } from '../action-context';

/** A new view, or another state of the view with this id. @throws StewardError conflict for a taken name, not_found */
export function saveView(context: ActionContext, input: z.infer<typeof saveViewInputSchema>): SavedView {
  const { id, ...view } = input;
  return decide(context, 'save view', (tx) => {
    if (isNameTaken(tx, view.name, id))
      throw new StewardError('conflict', `A view named ${view.name} exists already. Choose another name.`, {
        name: 'taken',
      });
    const saved =
      id === undefined
        ? addView(tx, { id: context.ids.next(), ...view, createdAt: context.now() })
        : changeView(tx, id, view);
    if (saved === undefined)
      throw new StewardError('not_found', 'This view was deleted. Save it under a name to keep it.');
    return saved;
  });
}

/** A view that is gone already is no error. */
export function deleteView(context: ActionContext, id: string): void {
  decide(context, 'delete view', (tx) => removeView(tx, id));
}
