import { type SQL, sql } from 'drizzle-orm';
import type { Attribute } from '../../../src-preload/contract/attributes';
import { users } from '../schema/company';
import type { ReadDb } from '../types';
import type { JudgedContact } from './judged-contacts';
import { fieldSql } from './own-field-facts';

type Value = number | string | null;
export type ContactColumn = 'name' | 'title' | 'role' | 'email' | 'created_at';

/** What a column of the contacts of some accounts holds, by contact. */
export function contactValues(
  db: ReadDb,
  column: ContactColumn,
  accounts: readonly number[],
): [contact: number, value: Value][] {
  return valuesOf(db, sql`${users[columns[column]]}`, accounts);
}

const columns = {
  name: 'name',
  title: 'title',
  role: 'role',
  email: 'email',
  created_at: 'createdAt',
} as const satisfies Record<ContactColumn, keyof typeof users.$inferSelect>;

/** The same of a field of the company's own. */
export function ownFieldValues(
  db: ReadDb,
  attribute: Attribute,
  accounts: readonly number[],
): [contact: number, value: Value][] {
  return valuesOf(db, fieldSql(attribute, users.attributes), accounts);
}

/** Past drizzle's own reading, which makes an object of every row. */
function valuesOf(db: ReadDb, value: SQL, accounts: readonly number[]): [number, Value][] {
  const query = db
    .select({ id: users.userId, value })
    .from(users)
    .where(sql`${users.organizationId} in (select value from json_each(${JSON.stringify(accounts)}))`)
    .toSQL();
  return db
    .prepared<unknown[], [number, Value]>(query.sql)
    .raw()
    .all(...query.params);
}

/** A contact as a list names it. */
export interface NamedContact extends JudgedContact {
  readonly contact: string;
  readonly account: string;
  readonly owner: string | null;
}

/** Contacts by the names of their accounts and their own, letter case aside. */
export function readContactNames(db: ReadDb, ids: readonly number[]): NamedContact[] {
  return db
    .prepared<[string], NamedContact>(
      `select u.user_id as id, u.organization_id as organizationId, u.name as contact, o.name as account, m.name as owner
         from users u join organizations o on o.organization_id = u.organization_id
         left join managers m on m.manager_id = o.owner_id
        where u.user_id in (select value from json_each(?))
        order by o.name collate nocase, o.organization_id, u.name collate nocase, u.user_id`,
    )
    .all(JSON.stringify(ids));
}
