import type { z } from 'zod';
import {
  type linkedInputSchema,
  type linkedSchema,
  linkToAccount,
} from '../../../src-preload/contract/account-link';
import { readCompanyId } from '../copy/company-id';
import type { ReadDb } from '../types';

/** The link to an account of the copy; null where the company has no number, or there is no such account. */
export function linkOfAccount(db: ReadDb, id: number): string | null {
  const company = readCompanyId(db);
  const externalId = db
    .prepared<[number], string>('select external_id from organizations where organization_id = ?')
    .pluck()
    .get(id);
  return company === null || externalId === undefined ? null : linkToAccount(company, externalId);
}

/** Where a link leads in this copy. */
export function followLink(
  db: ReadDb,
  { company, externalId }: z.infer<typeof linkedInputSchema>,
): z.infer<typeof linkedSchema> {
  if (company !== readCompanyId(db)) return { leads: 'elsewhere' };
  const id = db
    .prepared<[string], number>('select organization_id from organizations where external_id = ?')
    .pluck()
    .get(externalId);
  return id === undefined ? { leads: 'nowhere' } : { leads: 'here', id };
}
