import { eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { paletteResultSchema } from '../../../src-preload/contract/palette';
import { organizations, users } from '../schema/company';
import type { ReadDb } from '../types';

type PaletteResult = z.infer<typeof paletteResultSchema>;

/** Lines of the palette for accounts, in this order; one that is gone is left out. */
export function readFoundAccounts(db: ReadDb, ids: readonly number[]): PaletteResult['accounts'] {
  const rows = db
    .select({
      id: organizations.organizationId,
      name: organizations.name,
      segment: organizations.segment,
      stage: organizations.lifecycleStage,
    })
    .from(organizations)
    .where(inArray(organizations.organizationId, [...ids]))
    .all();
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
