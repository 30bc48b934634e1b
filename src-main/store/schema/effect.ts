/** What came of rules, sequences, templates and channels, as it was measured last: here, or by whoever computes for the company. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { meansKinds } from '../../../src-preload/contract/effect/measured-means';

export const measuredMeans = sqliteTable(
  'measured_means',
  {
    kind: text('kind', { enum: meansKinds }).notNull(),
    id: text('id').notNull(),
    /** The last day of which it was known who left. */
    throughDay: integer('through_day').notNull(),
    /** JSON of a MeasuredMeans (contract/effect). */
    measured: text('measured').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
);
