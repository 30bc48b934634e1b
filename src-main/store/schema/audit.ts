/** What this desktop remembers of the company's audit, so that a chain that is cut or written anew is noticed. */

import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const auditHeads = sqliteTable(
  'audit_heads',
  {
    /** The account's number; 0 is the company's chain, -1 that of people's views. */
    chain: integer('chain').primaryKey(),
    /** Of its last row when it was last found in order. */
    number: integer('number').notNull(),
    /** Hexadecimal sha256; empty for a chain without rows. */
    hash: text('hash').notNull(),
    /** When it was seen, by the company's clock. */
    seenAt: integer('seen_at').notNull(),
    /** What is wrong with the chain by now; null: nothing. */
    problem: text('problem', { enum: ['cut', 'rewritten'] }),
    /** The number of its last row when that was noticed, and when it was. */
    presentNumber: integer('present_number'),
    noticedAt: integer('noticed_at'),
  },
  (table) => [index('audit_heads_by_problem').on(table.chain).where(sql`problem is not null`)],
);
