import { churnModels } from '../schema/risk';
import type { Tx } from '../types';

export type NewChurnModel = Omit<typeof churnModels.$inferInsert, 'version'>;

/** @returns its version */
export function addChurnModel(tx: Tx, model: NewChurnModel): number {
  return Number(tx.insert(churnModels).values(model).run().lastInsertRowid);
}
