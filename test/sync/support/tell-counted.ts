import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type CountedRow, putCounted } from '../../../src-main/store/milestones/counted';
import type { Store } from '../../../src-main/store/types';
import { writeTransaction } from '../../../src-main/store/write-transaction';
import { pushMilestones } from '../../../src-main/sync/push/push-milestones';
import { connect } from '../../../src-main/sync/wire/connect';

export interface CountingRunner {
  /** Has the company hear what was counted of an account. */
  tell(organizationId: number, rows: readonly CountedRow[]): Promise<void>;
  close(): Promise<void>;
}

/** Whoever holds the lease and counts on this store. @param url of a login that sees every account */
export async function countingRunner(url: string, store: Store): Promise<CountingRunner> {
  const connection = await connect({ url });
  const host = randomUUID();
  const [claimed] = await connection.query<{ answer: { fence: number } }>(
    'select customer_success.claim_runner($1, $2) as answer',
    [host, '{"app":"1","machine":"desk"}'],
  );
  const fence = claimed?.answer.fence ?? -1;
  const context = {
    ...{ store, connection, clock: { now: Date.now }, rawEventDays: 90 },
    onApplied: () => undefined,
  };
  return {
    async tell(organizationId, rows) {
      writeTransaction(store, 'test', (tx) => putCounted(tx, organizationId, rows));
      expect(await pushMilestones(context, { host, fence })).toEqual({ outcome: 'applied' });
    },
    close: () => connection.close(),
  };
}
