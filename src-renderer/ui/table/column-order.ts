/** Where a column goes: before or behind another. */
export interface ColumnPlace {
  readonly beside: string;
  readonly side: 'before' | 'behind';
}

/**
 * All columns in the order a person gave to some of them: each of the others stands behind the one that it stands behind as
 * usual. The first names the row and stays first. What a newer or an earlier Steward kept stays where it is, unread.
 * @param kept ids in their order @param usual ids of the columns there are, in the order they have as usual
 */
export function orderOf(kept: readonly string[], usual: readonly string[]): string[] {
  const [naming, ...others] = usual;
  const order = [...new Set(kept)].filter((id) => id !== naming);
  if (naming !== undefined) order.unshift(naming);
  for (const [at, id] of others.entries())
    if (!order.includes(id)) order.splice(order.indexOf(usual[at] ?? '') + 1, 0, id);
  return order;
}

/** The order with one column moved; as it was where that leads nowhere. */
export function movedTo(order: readonly string[], id: string, { beside, side }: ColumnPlace): string[] {
  const without = order.filter((other) => other !== id);
  const at = without.indexOf(beside);
  if (id === beside || at < 0 || without.length === order.length) return [...order];
  return without.toSpliced(side === 'before' ? at : at + 1, 0, id);
}

/** The place one step on; null at the end, and for the first column and what would come before it. */
export function placeBeside(visible: readonly string[], id: string, step: -1 | 1): ColumnPlace | null {
  const at = visible.indexOf(id);
  const beside = visible[at + step];
  if (at < 1 || at + step < 1 || beside === undefined) return null;
  return { beside, side: step < 0 ? 'before' : 'behind' };
}
