import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { paletteResultSchema } from '../../../src-preload/contract/palette';
import { organizations, users } from '../schema/company';
import type { ReadDb } from '../types';
import { likePattern } from './like-pattern';

/** Accounts and contacts whose name (or address) holds every word of the query; names that begin with it first. */
export function searchPalette(db: ReadDb, query: string, limit: number): z.infer<typeof paletteResultSchema> {
  const words = query
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  if (words.length === 0) return { accounts: [], contacts: [] };
  const begins = `${likePattern(query.trim()).slice(1)}`;
  const accounts = db
    .select({
      id: organizations.organizationId,
      name: organizations.name,
      segment: organizations.segment,
      stage: organizations.lifecycleStage,
    })
    .from(organizations)
    .where(and(...words.map((word) => sql`${organizations.name} like ${likePattern(word)} escape '\\'`)))
    .orderBy(sql`${organizations.name} like ${begins} escape '\\' desc`, organizations.name)
    .limit(limit)
    .all();
  const contacts = db
    .select({
      id: users.userId,
      accountId: users.organizationId,
      name: users.name,
      title: users.title,
      email: users.email,
      account: organizations.name,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.organizationId, users.organizationId))
    .where(
      and(
        ...words.map((word) => {
          const pattern = likePattern(word);
          return sql`(${users.name} like ${pattern} escape '\\' or ${users.email} like ${pattern} escape '\\')`;
        }),
      ),
    )
    .limit(limit)
    .all();
  return {
    accounts: accounts.map(({ id, name, segment, stage }) => ({
      id,
      name,
      detail: segment === null ? stage : `${segment}, ${stage}`,
    })),
    contacts: contacts.map(({ id, accountId, name, title, account }) => ({
      id,
      accountId,
      name,
      detail: title === null ? account : `${title}, ${account}`,
    })),
  };
}
