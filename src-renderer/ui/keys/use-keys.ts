import { useEffect } from 'react';
import { type KeyOrder, useShortcuts } from '../use-shortcuts';
import type { KeyOf, KeyPlace } from './key-map';
import { holdPlace } from './places-held';

/** What each key of a place does. */
export type Deeds<P extends KeyPlace> = Readonly<Record<KeyOf<P>, () => void>>;

/**
 * The single keys of a place while it is shown, as the map of keys has them: each of its keys, and no other.
 * @param deeds null: the place has no keys here
 * @param waits while a dialog is on its way: what is typed meanwhile is meant for it
 * @param order whether they come before the keys of other places
 */
export function useKeys<P extends KeyPlace>(
  place: P,
  deeds: Deeds<P> | null,
  waits = false,
  order: KeyOrder = 'as they come',
): void {
  const isHere = deeds !== null;
  useShortcuts(deeds ?? {}, waits, order);
  useEffect(() => (isHere ? holdPlace(place) : undefined), [place, isHere]);
}
