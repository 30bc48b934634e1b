import type { KeyPlace } from './key-map';

/** Places that are shown, as often as they are: the help tells of these first. */
const held: KeyPlace[] = [];

/** @returns how the place is let go */
export function holdPlace(place: KeyPlace): () => void {
  held.push(place);
  return () => held.splice(held.indexOf(place), 1);
}

/** Places of which keys act now, each once. */
export function placesHeld(): readonly KeyPlace[] {
  return [...new Set(held)];
}
