import { eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { paletteResultSchema } from '../../../src-preload/contract/palette';
import { organizations, users } from '../schema/company';
import type { ReadDb } from '../types';
import { accountsWithSummary } from './accounts-with-summary';

type PaletteResult = z.infer<typeof paletteResultSchema>;

/** Lines of the palette for accounts, in this order; one that is gone is left out. */
export function readFoundAccounts(
  db: ReadDb,
  ids: readonly number[],
  today: number,
): PaletteResult['accounts'] {
  const rows = accountsWithSummary(db, today)
    .where(inArray(organizations.organizationId, [...ids]))
    .all()
    .map(({ organization: { organizationId: id, name, segment }, stage }) => ({ id, name, segment, stage }));
  return inOrder(ids, rows).map(({ id, name, segment, stage }) => ({
    id,
    name,
    detail: segment === null ? stage : `${segment}, ${stage}`,
  }));
}

/** The same for contacts, each with its account. */
export function readFoundContacts(db: ReadDb, ids: readonly number[]): PaletteResult['contacts'] {
  const rows = db
    .select({
      id: users.userId,
      accountId: users.organizationId,
      name: users.name,
      title: users.title,
      account: organizations.name,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.organizationId, users.organizationId))
    .where(inArray(users.userId, [...ids]))
    .all();
  return inOrder(ids, rows).map(({ id, accountId, name, title, account }) => ({
    id,
    accountId,
    name,
    detail: title === null ? account : `${title}, ${account}`,
  }));
}

function inOrder<Row extends { readonly id: number }>(ids: readonly number[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
