import type { ExportedPerson } from '../../../src-preload/contract/privacy';
import type { PersonExport } from './export-person';

/** How much an export holds. @param path of its file */
export function exportedCounts(
  { contacts, rows, mentions, audit }: PersonExport,
  path: string | null,
): ExportedPerson {
  return {
    path,
    contacts: contacts.map(({ account, userId }) => ({ account, contact: userId })),
    rows: Object.fromEntries(Object.entries(rows).map(([table, found]) => [table, found.length])),
    mentions: mentions.length,
    audit: audit.length,
  };
}
