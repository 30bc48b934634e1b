import type { OpenOperation } from './operation';

export type ViewKind = 'view.save' | 'view.remove';

export interface StoredView {
  readonly name: string;
  /** JSON of filter, sort and columns. */
  readonly view: string;
  readonly shared: boolean;
  /** The login that keeps it; null: this desktop's, on its way to the company. */
  readonly owner: string | null;
  readonly createdAt: number;
  readonly version: number;
  readonly isRemoved: boolean;
}

/** The view as it is with one more operation. What was removed stays so. */
export function foldView(view: StoredView | null, operation: OpenOperation<ViewKind>): StoredView | null {
  if (operation.kind === 'view.remove') return view && { ...view, isRemoved: true };
  const { name, view: state, shared } = operation.patch;
  const text = state === undefined ? undefined : JSON.stringify(state);
  if (view !== null)
    return { ...view, name: name ?? view.name, view: text ?? view.view, shared: shared ?? view.shared };
  if (name === undefined || text === undefined) return null;
  const createdAt = operation.madeAt;
  return { name, view: text, shared: shared ?? false, owner: null, createdAt, version: 1, isRemoved: false };
}
