import type { SetApart } from '../../engines/activity/set-apart';
import type { ReadDb, Tx } from '../types';

/** What of an account's activity isn't use by its people, by the company's own flags. */
export function readSetApart(db: ReadDb | Tx, organizationId: number): SetApart {
  return {
    machineFeatures: readMachineFeatures(db),
    internalUsers: new Set(
      db
        .prepared<[number], number>('select user_id from users where organization_id = ? and is_internal = 1')
        .pluck()
        .all(organizationId),
    ),
  };
}

/** A feature of which nothing is said is people's. */
export function readMachineFeatures(db: ReadDb | Tx): Set<number> {
  return new Set(
    db.prepared<[], number>('select feature_id from features where is_machine = 1').pluck().all(),
  );
}
