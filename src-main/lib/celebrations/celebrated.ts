import type { TemplateValues } from '../../../src-preload/contract/templates/variables';

/** A milestone that a message tells of. */
export interface Celebrated {
  readonly name: string;
  /** `2026-03-01` */
  readonly reachedOn: string;
  /** What a manager adds. */
  readonly words: string | null;
  /** Points that it brought, and that stand. */
  readonly points: number;
}

/** So many are named in a sentence; the rest is a number. */
const mostNamed = 3;

/** What a message that tells of milestones may name of them; of none, all of it is missing. */
export function celebratedValues(celebrated: readonly Celebrated[]): TemplateValues {
  const last = celebrated
    .map(({ reachedOn }) => reachedOn)
    .sort()
    .at(-1);
  const words = [...new Set(celebrated.flatMap((one) => one.words ?? []))];
  const points = celebrated.reduce((sum, one) => sum + one.points, 0);
  return {
    'milestone.name': celebrated.length === 0 ? null : listed(celebrated.map(({ name }) => name)),
    'milestone.reached_on': last ?? null,
    'celebration.count': celebrated.length === 0 ? null : celebrated.length,
    'celebration.words': words.length === 0 ? null : words.join(' '),
    'celebration.points': points === 0 ? null : points,
  };
}

/** @example `A habit`, `Kick-off held and A habit`, `A, B, C and 2 more` */
export function listed(names: readonly string[]): string {
  const named = names.slice(0, mostNamed);
  const more = names.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${more} more`;
  return named.length < 2 ? (named[0] ?? '') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
