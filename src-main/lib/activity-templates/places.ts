import { outermostPlace } from '../../../src-preload/contract/activity-templates';

/** Something that stands in an order which several people change at once: each thing has a place of its own, and none is numbered anew. */
export interface Placed {
  readonly id: string;
  readonly place: number;
}

/**
 * The places that change when one comes to stand before another: its own, as a rule; where no number is left between its neighbors, all
 * that are not at their number in the row.
 * @param rows in their order, without the one that moves
 * @param before null: behind all
 */
export function placesFor(rows: readonly Placed[], id: string, before: string | null): Placed[] {
  const found = before === null ? -1 : rows.findIndex((row) => row.id === before);
  const at = found === -1 ? rows.length : found;
  const place = placeBetween(rows[at - 1]?.place, rows[at]?.place);
  if (place !== null) return [{ id, place }];
  const anew = [...rows.slice(0, at), { id, place: Number.NaN }, ...rows.slice(at)];
  return anew.flatMap((row, index) => (row.place === index + 1 ? [] : [{ id: row.id, place: index + 1 }]));
}

/** @returns null where nothing lies between, or where places end */
function placeBetween(left: number | undefined, right: number | undefined): number | null {
  if (left === undefined) return right === undefined ? 1 : within(right - 1);
  if (right === undefined) return within(left + 1);
  const middle = (left + right) / 2;
  return middle > left && middle < right ? middle : null;
}

const within = (place: number) => (Math.abs(place) <= outermostPlace ? place : null);
