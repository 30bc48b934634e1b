import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { sequenceDefinitionSchema } from '../../../src-preload/contract/sequences/definition';
import type { SequenceVersion } from '../../../src-preload/contract/sequences/listed';
import { type Sequence, sequenceStateSchema } from '../../../src-preload/contract/sequences/sequence';
import { operations } from '../schema/operations';
import { copiedSequenceVersions, sequences } from '../schema/sequences';
import type { ReadDb, Tx } from '../types';

const columns = {
  ...getTableColumns(sequences),
  isPending: sql<number>`exists (select 1 from ${operations}
    where ${operations.entry} = ${sequences.sequenceId} and ${operations.state} = 'pending')`,
};

/** All sequences of the company, by their names, also those that are still on their way there. */
export function readSequences(db: ReadDb | Tx): Sequence[] {
  return db
    .select(columns)
    .from(sequences)
    .orderBy(sql`${sequences.name} collate nocase`, asc(sequences.sequenceId))
    .limit(500)
    .all()
    .map(sequenceOf);
}

export function readSequence(db: ReadDb | Tx, id: string): Sequence | undefined {
  const row = db.select(columns).from(sequences).where(eq(sequences.sequenceId, id)).get();
  return row && sequenceOf(row);
}

/** Definitions of a sequence, the latest first; none that this Steward can’t read. */
export function readSequenceVersions(db: ReadDb, id: string): SequenceVersion[] {
  return db
    .select({
      version: copiedSequenceVersions.version,
      definition: copiedSequenceVersions.definition,
      author: copiedSequenceVersions.author,
      at: copiedSequenceVersions.madeAt,
    })
    .from(copiedSequenceVersions)
    .where(eq(copiedSequenceVersions.sequenceId, id))
    .orderBy(desc(copiedSequenceVersions.version))
    .limit(200)
    .all()
    .flatMap(({ definition, ...row }) => {
      const read = sequenceDefinitionSchema.safeParse(JSON.parse(definition)).data;
      return read === undefined ? [] : [{ ...row, definition: read }];
    });
}

function sequenceOf({
  sequenceId,
  definition,
  state,
  createdAt,
  isPending,
  ...row
}: typeof sequences.$inferSelect & { isPending: number }): Sequence {
  return {
    ...row,
    id: sequenceId,
    definition: sequenceDefinitionSchema.parse(JSON.parse(definition)),
    state: sequenceStateSchema.parse(state),
    at: createdAt,
    isPending: isPending === 1,
  };
}
