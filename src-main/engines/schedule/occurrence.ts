import type { Due } from './next-due';
import { formatShown } from './wall-time';

/**
 * What an occurrence is called. Those of a wall are named by what its clocks were to show: everybody who reckons them
 * comes to one name, whenever each of them believes a zone to change its clocks.
 * @returns `2026-03-08T02:30[America/New_York]`, or the instant: `2026-03-08T07:00:00.000Z`
 */
export function occurrenceOf({ at, wall }: Due): string {
  return wall === null ? new Date(at).toISOString() : `${formatShown(wall.shown)}[${wall.zone}]`;
}
