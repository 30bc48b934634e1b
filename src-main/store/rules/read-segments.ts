import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { z } from 'zod';
import {
  type Segment,
  segmentDefinitionSchema,
  type segmentVersionSchema,
} from '../../../src-preload/contract/rules/segment';
import { operations } from '../schema/operations';
import { copiedSegmentVersions, segments } from '../schema/rules';
import type { ReadDb, Tx } from '../types';

const columns = {
  ...getTableColumns(segments),
  isPending: sql<number>`exists (select 1 from ${operations}
    where ${operations.entry} = ${segments.segmentId} and ${operations.state} = 'pending')`,
};

/** All segments of the company, by their names, also those that are still on their way there. */
export function readSegments(db: ReadDb | Tx): Segment[] {
  return db
    .select(columns)
    .from(segments)
    .orderBy(sql`${segments.name} collate nocase`, asc(segments.segmentId))
    .limit(500)
    .all()
    .map(segmentOf);
}

export function readSegment(db: ReadDb | Tx, id: string): Segment | undefined {
  const row = db.select(columns).from(segments).where(eq(segments.segmentId, id)).get();
  return row && segmentOf(row);
}

/** What it held before, as the company keeps it: the latest first. Those that this Steward can't read are left out. */
export function readSegmentVersions(db: ReadDb, id: string): z.infer<typeof segmentVersionSchema>[] {
  return db
    .select({
      version: copiedSegmentVersions.version,
      definition: copiedSegmentVersions.definition,
      author: copiedSegmentVersions.author,
      at: copiedSegmentVersions.madeAt,
    })
    .from(copiedSegmentVersions)
    .where(eq(copiedSegmentVersions.segmentId, id))
    .orderBy(desc(copiedSegmentVersions.version))
    .limit(200)
    .all()
    .flatMap(({ definition, ...row }) => {
      const read = segmentDefinitionSchema.safeParse(JSON.parse(definition)).data;
      return read === undefined ? [] : [{ ...row, definition: read }];
    });
}

function segmentOf({
  segmentId,
  definition,
  createdAt,
  isPending,
  ...row
}: typeof segments.$inferSelect & { isPending: number }): Segment {
  return {
    ...row,
    id: segmentId,
    definition: segmentDefinitionSchema.parse(JSON.parse(definition)),
    at: createdAt,
    isPending: isPending === 1,
  };
}
