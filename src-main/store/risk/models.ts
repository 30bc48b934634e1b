import { desc, eq } from 'drizzle-orm';
import { churnModels } from '../schema/risk';
import type { ReadDb, Tx } from '../types';

export type StoredChurnModel = typeof churnModels.$inferSelect;

/** The model in service; undefined before the first. Whether it speaks is `readSpeakingModel`. */
export function readServingModel(db: ReadDb | Tx): StoredChurnModel | undefined {
  return db
    .select()
    .from(churnModels)
    .where(eq(churnModels.serves, true))
    .orderBy(desc(churnModels.version))
    .limit(1)
    .get();
}

/** The model whose chances are shown: that in service, if it proved itself on months it had not seen. */
export function readSpeakingModel(db: ReadDb | Tx): StoredChurnModel | undefined {
  const serving = readServingModel(db);
  return serving?.proves === true ? serving : undefined;
}

/** The model that foretold something, whatever became of it since. */
export function readModel(db: ReadDb | Tx, version: number): StoredChurnModel | undefined {
  return db.select().from(churnModels).where(eq(churnModels.version, version)).get();
}

/** The one trained last, whether it serves or not. */
export function readLastModel(
  db: ReadDb | Tx,
): Pick<StoredChurnModel, 'version' | 'trainedAt' | 'throughDay' | 'proves'> | undefined {
  return db
    .select({
      version: churnModels.version,
      trainedAt: churnModels.trainedAt,
      throughDay: churnModels.throughDay,
      proves: churnModels.proves,
    })
    .from(churnModels)
    .orderBy(desc(churnModels.version))
    .limit(1)
    .get();
}

export type NewChurnModel = Omit<typeof churnModels.$inferInsert, 'version'>;

/** @returns its version */
export function addChurnModel(tx: Tx, model: NewChurnModel): number {
  return Number(tx.insert(churnModels).values(model).run().lastInsertRowid);
}
