import { isKnownZone } from '../../lib/company-calendar';
import { StewardError } from '../../lib/steward-error';
import { type CopiedTable, copiedTables, pageTableNames } from '../../store/copy/copied-tables';
import type { LoadState, SyncState } from '../../store/copy/sync-state';
import { AnotherCompany } from './another-company';
import type { CompanyState } from './company-state';
import type { LoadNeed } from './context';
import { firstEventDay, heldEventsFrom } from './event-window';

/** The formats of the company's schema that this Steward reads: the second counts days in a zone of the company's own. */
const readableSchemas = { first: 1, last: 2 };

/**
 * @param copyOf the company that the copy is of; null while nobody knows
 * @throws StewardError when no cursor can come from this server, or its schema is another than this Steward reads
 * @throws AnotherCompany when the copy is of another company: ids mean other accounts there
 */
export function requireUsable(company: CompanyState, copyOf: string | null): void {
  if (copyOf !== null && company.companyId !== null && copyOf !== company.companyId)
    throw new AnotherCompany(copyOf, company.companyId);
  if (company.standby) {
    throw new StewardError(
      'not_ready',
      'This address leads to a standby of the company’s database. Give the address of the primary.',
    );
  }
  if (company.schemaVersion > readableSchemas.last) {
    throw new StewardError(
      'newer_database',
      `The company’s database has format ${company.schemaVersion}, this Steward reads ${readableSchemas.last}. Update Steward.`,
    );
  }
  if (company.schemaVersion < readableSchemas.first) {
    throw new StewardError(
      'not_ready',
      `The company’s database has format ${company.schemaVersion}, this Steward needs ${readableSchemas.first}. Ask your administrator to run “steward company create” with this version.`,
    );
  }
  if (!isKnownZone(company.zone)) {
    throw new StewardError(
      'newer_database',
      `The company counts its days in the time zone ${company.zone}, which this Steward doesn’t know. Update Steward.`,
    );
  }
}

/**
 * Whether the copy can't be brought up to date from where it stands.
 * @param neverCopied tables that an update has added to the copy, or columns to them
 * @param load under way, if any
 */
export function whyLoad(
  sync: SyncState,
  company: CompanyState,
  rawEventDays: number,
  neverCopied: readonly CopiedTable[],
  load: LoadState | null,
): LoadNeed | null {
  const epoch = load?.epoch ?? sync.epoch;
  const schemaVersion = load?.schemaVersion ?? sync.schemaVersion;
  const everything = (reason: string): LoadNeed => ({ reason, tables: copiedTables });
  if (epoch === null || (load === null && sync.snapshot === null)) return everything('first load');
  if (epoch !== company.epoch) return everything('the company’s database was restored or replaced');
  if (schemaVersion !== company.schemaVersion) return everything('the company’s schema changed');
  if (company.setBack) return everything('the company’s database was set back to an earlier state');
  if (!company.retained) return everything('the log of changes no longer reaches back to the copy');
  if (load === null && neverCopied.length > 0) {
    return { reason: 'more tables or columns are copied', tables: neverCopied };
  }
  if (load === null && rawEventDays > sync.rawEventDays) {
    return { reason: 'more days of raw events are wanted', tables: pageTableNames };
  }
  // The server's clock had been ahead: what was forgotten too early is brought back.
  const heldFrom = heldEventsFrom(sync, load);
  if (heldFrom !== null && firstEventDay(company, rawEventDays) < heldFrom) {
    const tables = new Set<CopiedTable>([...(load?.tables ?? []), 'activity_events']);
    return { reason: 'the company’s clock went back', tables: [...tables] };
  }
  return null;
}
