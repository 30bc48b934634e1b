import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { SavedView, saveViewInputSchema } from '../../../src-preload/contract/accounts';
import { isAtLeast } from '../../../src-preload/contract/roles';
import { StewardError } from '../../lib/steward-error';
import { readRole } from '../../store/copy/membership';
import { isNameTaken, readView, readViewSharing } from '../../store/desk/saved-views';
import type { Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';

type ViewInput = z.infer<typeof saveViewInputSchema>;

/**
 * A new view, or another state of the view with this id.
 * @throws StewardError conflict for a taken name, not_found, forbidden for what the role may not do with a shared one
 */
export function saveView(context: ActionContext, { id, ...view }: ViewInput): SavedView {
  return decide(context, 'save view', (tx) => {
    checkName(tx, view.name, id);
    const entry = id === undefined ? addView(tx, context, view) : changeView(tx, context, id, view);
    const saved = readView(tx, entry);
    if (saved === undefined)
      throw new StewardError('not_found', 'This view was deleted. Save it under a name to keep it.');
    return saved.view;
  });
}

/** A view that is gone already is no error. @throws StewardError forbidden for a shared one that the role may not remove */
export function deleteView(context: ActionContext, id: string): void {
  decide(context, 'delete view', (tx) => {
    const sharing = readViewSharing(tx, id);
    if (sharing === undefined) return;
    checkRole(tx, sharing);
    operate(tx, context, { kind: 'view.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}

function addView(
  tx: Tx,
  context: ActionContext,
  { name, shared = false, ...view }: Omit<ViewInput, 'id'>,
): string {
  checkRole(tx, { shared, sharedBy: null });
  return operate(tx, context, { kind: 'view.save', patch: { name, view, shared }, subject: null });
}

/** Only what differs is a change: a colleague may change the rest meanwhile. */
function changeView(
  tx: Tx,
  context: ActionContext,
  entry: string,
  { name, shared, ...view }: Omit<ViewInput, 'id'>,
): string {
  const before = readView(tx, entry);
  if (before === undefined) return entry;
  const { filter, sort, columns, sharedBy } = before.view;
  checkRole(tx, { shared: before.view.shared || shared === true, sharedBy });
  const patch = {
    ...(name === before.view.name ? {} : { name }),
    ...(isDeepStrictEqual(view, { filter, sort, columns }) ? {} : { view }),
    ...(shared === undefined || shared === before.view.shared ? {} : { shared }),
  };
  if (Object.keys(patch).length === 0) return entry;
  const { version } = before;
  return operate(tx, context, { kind: 'view.save', patch, subject: null, changes: { entry, version } });
}

export interface NewView {
  readonly name: string;
  readonly shared: boolean;
}

/**
 * Keeps how something else than the list of accounts is shown, under a name among all views. @returns its key
 * @throws StewardError conflict for a taken name, forbidden for one that the role may not share
 */
export function keepView(
  context: ActionContext,
  { name, shared }: NewView,
  view: Record<string, unknown>,
): string {
  return decide(context, 'save view', (tx) => {
    checkName(tx, name);
    checkRole(tx, { shared, sharedBy: null });
    return operate(tx, context, { kind: 'view.save', patch: { name, view, shared }, subject: null });
  });
}

function checkName(tx: Tx, name: string, except?: string): void {
  if (isNameTaken(tx, name, except))
    throw new StewardError('conflict', `A view named ${name} exists already. Choose another name.`, {
      name: 'This name is taken.',
    });
}

/** As the company decides it, too: who may not is told at once. */
function checkRole(tx: Tx, { shared, sharedBy }: Pick<SavedView, 'shared' | 'sharedBy'>): void {
  const role = readRole(tx);
  if (sharedBy !== null && role !== 'admin')
    throw new StewardError('forbidden', `${sharedBy} shares this view: only they and admins change it.`);
  if (shared && !isAtLeast(role, 'manager'))
    throw new StewardError('forbidden', 'Only managers and admins share views with the team.');
}
