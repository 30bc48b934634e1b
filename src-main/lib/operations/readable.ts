import { viewStateSchema } from '../../../src-preload/contract/accounts';
import { keptTaskViewSchema } from '../../../src-preload/contract/ctas/task-view';
import { healthConfigSchema } from '../../../src-preload/contract/health-config';
import { keptReportSchema } from '../../../src-preload/contract/reports/saved-report';

/**
 * The company takes whatever object a view is, of a newer Steward perhaps. One that this one can't read as a whole is left
 * out, so that it keeps no list of views from being shown, and shows no more accounts than it means.
 * @param text JSON of the view
 */
export function isReadableView(text: string): boolean {
  return [viewStateSchema, keptTaskViewSchema, keptReportSchema].some((schema) => isWhollyRead(text, schema));
}

/** Score settings of which a part is passed over would score otherwise than where they were made. @param text JSON of them */
export function isReadableConfig(text: string): boolean {
  return isWhollyRead(text, healthConfigSchema);
}

interface Schema {
  safeParse(given: unknown): { success: true; data: unknown } | { success: false };
}

function isWhollyRead(text: string, schema: Schema): boolean {
  const given: unknown = JSON.parse(text);
  const read = schema.safeParse(given);
  return read.success && holdsAll(read.data, given);
}

/** Whether all that was given is in what was read of it, as it was; a field that an earlier Steward left out may be there as well. */
function holdsAll(read: unknown, given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return Object.is(read, given);
  if (typeof read !== 'object' || read === null || Array.isArray(read) !== Array.isArray(given)) return false;
  const values = new Map<string, unknown>(Object.entries(read));
  return Object.entries(given).every(([key, value]) => values.has(key) && holdsAll(values.get(key), value));
}
