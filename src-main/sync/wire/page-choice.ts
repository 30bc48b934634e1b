import type { DayOfOrganization } from '../../store/copy/pages';
import { dayNumber, firstInt4, intArray, lastInt4 } from './company-values';

/** Which pages: of a range of organizations (first excluded, last included), of some, or of single days. */
export type PageChoice =
  | { readonly after: number; readonly through: number }
  | { readonly organizationIds: readonly number[] }
  | { readonly days: readonly DayOfOrganization[] };

export function ofOrganizations(choice: Exclude<PageChoice, { days: unknown }>): string {
  return 'after' in choice
    ? `organization_id > ${choice.after} and organization_id <= ${choice.through}`
    : `organization_id = any (${intArray(choice.organizationIds)})`;
}

/**
 * Looks up each day by index, however many there are and whatever the planner thinks of them (OFFSET 0 keeps it from
 * reading whole tables instead). The days are computed beforehand (MATERIALIZED), because row security lets only
 * plain columns near an index.
 * @param columns of `chosen`, computed of each organization_id and day
 * @param select the rows of one of `chosen`
 */
export function forEachDay(days: readonly DayOfOrganization[], columns: string, select: string): string {
  const organizations = intArray(days.map((page) => page.organizationId));
  const numbers = intArray(days.map((page) => dayNumber(page.day)));
  const day = `case d when ${lastInt4} then date 'infinity' when ${firstInt4} then date '-infinity' else ${dateOf('d')} end`;
  return `
    with wanted as materialized (
      select distinct o as organization_id, ${day} as day from unnest(${organizations}, ${numbers}) as numbers (o, d)),
    chosen as materialized (select ${columns} from wanted)
    select found.* from chosen, lateral (${select} offset 0) found`;
}

export function dateOf(days: string): string {
  return `date '1970-01-01' + ${days}`;
}
