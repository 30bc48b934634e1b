import { organizationIdSchema } from '../../../src-preload/contract/domain';

/** What the address of Monitor carries: whose decisions are meant. */
export interface MonitorSearch {
  /** An account: of what came back the first decision about it takes the focus. */
  readonly about?: number;
}

/** What doesn't fit is left out. */
export function readMonitorSearch(search: Record<string, unknown>): MonitorSearch {
  const about = organizationIdSchema.safeParse(search['about']).data;
  return about === undefined ? {} : { about };
}
