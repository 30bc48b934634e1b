import { and, desc, eq, lt } from 'drizzle-orm';
import { numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
import { hasDocuments } from '../runner/documents';
import { churnModels } from '../schema/risk';
import type { ReadDb, Tx } from '../types';

export type StoredChurnModel = typeof churnModels.$inferSelect;

/** Versions of the company's models begin here, before all that a desktop trained by itself. */
const firstOfCompany = numberOfCompanyVersion(0);

/**
 * The model in service: the company's latest that this Steward can read, as long as the company has any; else the
 * desktop's own. Undefined before the first. Whether it speaks is `readSpeakingModel`.
 */
export function readServingModel(db: ReadDb | Tx): StoredChurnModel | undefined {
  const isInForce = hasDocuments(db, 'churn_model') ? undefined : lt(churnModels.version, firstOfCompany);
  return db
    .select()
    .from(churnModels)
    .where(and(eq(churnModels.serves, true), isInForce))
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

/** The one trained last, wherever that was, and whether it serves or not. */
export function readLastModel(
  db: ReadDb | Tx,
): Pick<StoredChurnModel, 'version' | 'trainedAt' | 'throughDay' | 'serves' | 'proves'> | undefined {
  return db
    .select({
      version: churnModels.version,
      trainedAt: churnModels.trainedAt,
      throughDay: churnModels.throughDay,
      serves: churnModels.serves,
      proves: churnModels.proves,
    })
    .from(churnModels)
    .orderBy(desc(churnModels.trainedAt), desc(churnModels.version))
    .limit(1)
    .get();
}

export type NewChurnModel = Omit<typeof churnModels.$inferInsert, 'version'>;

/** Keeps a model that this desktop trained. @returns its version */
export function addChurnModel(tx: Tx, model: NewChurnModel): number {
  const last = tx
    .prepared<[number], number | null>('select max(version) from churn_models where version < ?')
    .pluck()
    .get(firstOfCompany);
  const version = (last ?? 0) + 1;
  tx.insert(churnModels)
    .values({ version, ...model })
    .run();
  return version;
}

/** Keeps a model of the company under its number, in place of one that another history gave it to. */
export function putCompanyModel(tx: Tx, model: typeof churnModels.$inferSelect): void {
  const { version, ...columns } = model;
  tx.insert(churnModels)
    .values(model)
    .onConflictDoUpdate({ target: churnModels.version, set: columns })
    .run();
}

/** Models that the company has forgotten: a restored dump numbers them anew. @param last the latest that it has; 0: none */
export function removeForgottenModels(tx: Tx, last: number): void {
  tx.prepared<[number]>('delete from churn_models where version > ?').run(numberOfCompanyVersion(last));
}
