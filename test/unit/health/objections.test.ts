import { expect, test } from 'vitest';
import { createActivityState } from '../../../src-main/engines/activity/activity-state';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { compileConfig } from '../../../src-main/engines/health/compile-config';
import { measureDay } from '../../../src-main/engines/health/measure-day';
import { createRawMeasures, setRaw } from '../../../src-main/engines/health/raw-measures';
import { noScore } from '../../../src-main/engines/health/score';
import { scoreAccounts } from '../../../src-main/engines/health/score-accounts';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import { asOf, batchOf, company } from './batch';

test('of two contacts alike, the one who objects to profiling has no score on any day', () => {
  const batch = batchOf({ contacts: [{ userId: 1 }, { userId: 2 }] });
  batch.contacts.objects[0] = 1;
  const raws = createRawMeasures(1);
  const contactRaws = createRawMeasures(2);
  const subject = {
    company,
    batch,
    account: 0,
    asOf,
    commercial: commercialFacts(batch.subscriptions, 0, asOf, company),
    state: createActivityState(),
    raws,
  };
  const facts = [measureDay(subject, () => undefined, contactRaws)];
  for (const row of [0, 1]) setRaw(contactRaws, 'days_since_activity', row, 3);
  const measured = { asOf, batch, raws, contactRaws, facts };
  for (const isPresent of [true, false]) {
    const { contactScores } = scoreAccounts(compileConfig(1, starterConfig), measured, isPresent);
    expect(contactScores.score[0]).toBe(noScore);
    expect(contactScores.score[1]).not.toBe(noScore);
  }
});
