import { integer, text } from 'drizzle-orm/sqlite-core';

/**
 * The account that an entry of a person is about. Its number is the company's own and may be given to another account
 * after a restore; the company and its own id of the account say for good which one is meant.
 */
export const subjectColumns = {
  /** Null where the company's database doesn't say which company it is. */
  companyId: text('company_id'),
  organizationId: integer('organization_id').notNull(),
  /** Null only in entries of an earlier version about accounts that had left the copy. */
  externalId: text('organization_external_id'),
};
