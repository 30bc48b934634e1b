import { expect, test } from 'vitest';
import { instantOfDay } from '../../src-main/lib/day';
import { readInterventions } from '../../src-main/store/risk/history';
import { interventionHistory } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { addAccount, temporaryStore } from '../support/store-builder';

const today = 20_600;

test('what was done for an account is read by day, the earliest first, with who did it and whom it was kept from', () => {
  const { store, remove } = temporaryStore();
  const [acme, bolt, idle] = [addAccount(store, today), addAccount(store, today), addAccount(store, today)];
  const done = (id: number, of: number, startedDay: number, more: object = {}) => ({
    ...{ interventionId: id, organizationId: of, externalId: `i${id}`, kind: 'training' as const },
    ...{ startedAt: instantOfDay(startedDay), isAutomatic: false, isHeldOut: false },
    ...more,
  });
  writeTransaction(store, 'test interventions', (tx) => {
    tx.insert(interventionHistory)
      .values([
        done(1, acme, today - 5, { endedAt: instantOfDay(today - 2) }),
        done(2, acme, today - 9, { isAutomatic: true, isHeldOut: true }),
        done(3, bolt, today - 1, { kind: 'offer' }),
      ])
      .run();
  });
  const read = readInterventions(store.read, [acme, idle]);
  remove();
  expect([...read]).toEqual([
    [
      acme,
      [
        { kind: 'training', startedDay: today - 9, endedDay: 0, isAutomatic: true, isHeldOut: true },
        {
          ...{ kind: 'training', startedDay: today - 5, endedDay: today - 2 },
          ...{ isAutomatic: false, isHeldOut: false },
        },
      ],
    ],
    [idle, []],
  ]);
});
