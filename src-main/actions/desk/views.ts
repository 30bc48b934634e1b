import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { SavedView, saveViewInputSchema } from '../../../src-preload/contract/accounts';
import { StewardError } from '../../lib/steward-error';
import { isNameTaken, readView } from '../../store/desk/saved-views';
import type { Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

type ViewInput = z.infer<typeof saveViewInputSchema>;

/** A new view, or another state of the view with this id. @throws StewardError conflict for a taken name, not_found */
export function saveView(context: ActionContext, { id, ...view }: ViewInput): SavedView {
  return decide(context, 'save view', (tx) => {
    if (isNameTaken(tx, view.name, id))
      throw new StewardError('conflict', `A view named ${view.name} exists already. Choose another name.`, {
        name: 'taken',
      });
    const entry = id === undefined ? addView(tx, context, view) : changeView(tx, context, id, view);
    const saved = readView(tx, entry);
    if (saved === undefined)
      throw new StewardError('not_found', 'This view was deleted. Save it under a name to keep it.');
    return saved.view;
  });
}

/** A view that is gone already is no error. */
export function deleteView(context: ActionContext, id: string): void {
  decide(context, 'delete view', (tx) => {
    if (readView(tx, id) === undefined) return;
    operate(tx, context, { kind: 'view.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}

function addView(tx: Tx, context: ActionContext, { name, ...view }: Omit<ViewInput, 'id'>): string {
  return operate(tx, context, { kind: 'view.save', patch: { name, view, shared: false }, subject: null });
}

/** Only what differs is a change: a colleague may change the rest meanwhile. */
function changeView(
  tx: Tx,
  context: ActionContext,
  entry: string,
  { name, ...view }: Omit<ViewInput, 'id'>,
): string {
  const before = readView(tx, entry);
  if (before === undefined) return entry;
  const { filter, sort, columns } = before.view;
  const patch = {
    ...(name === before.view.name ? {} : { name }),
    ...(isDeepStrictEqual(view, { filter, sort, columns }) ? {} : { view }),
  };
  if (Object.keys(patch).length === 0) return entry;
  const { version } = before;
  return operate(tx, context, { kind: 'view.save', patch, subject: null, changes: { entry, version } });
}
