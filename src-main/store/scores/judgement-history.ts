import { desc, eq, sql } from 'drizzle-orm';
import type { Judgement } from '../../../src-preload/contract/judgements';
import { tenthOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { pulseValidDays } from '../../lib/pulse-days';
import { companyCalendar } from '../copy/company-calendar';
import { pendingEntries } from '../operations/outbox';
import { pulses, scoreOverrides } from '../schema/health';
import type { ReadDb } from '../types';

const most = 200;

/** Every pulse and every score set by hand of an account with its reason, the latest first, also those that count no more. */
export function readJudgements(db: ReadDb, organizationId: number, today: number): Judgement[] {
  const calendar = companyCalendar(db);
  const given = db
    .select()
    .from(pulses)
    .where(eq(pulses.organizationId, organizationId))
    .orderBy(desc(sql`${pulses.companyRow} is null`), desc(pulses.companyRow), desc(pulses.pulseId))
    .limit(most)
    .all();
  const set = db
    .select()
    .from(scoreOverrides)
    .where(eq(scoreOverrides.organizationId, organizationId))
    .orderBy(desc(scoreOverrides.createdAt), desc(scoreOverrides.overrideId))
    .limit(most)
    .all();
  // Of several pulses the latest counts, as long as it is young enough; of scores set by hand only one stands.
  const pending = pendingEntries(db, organizationId);
  const counting = given.find(({ withdrawnAt }) => withdrawnAt === null)?.pulseId;
  return [
    ...given.map(({ pulseId: id, points: value, createdAt, ...row }) =>
      entry(
        'pulse',
        { ...row, id, value, createdAt },
        calendar.dayOf(createdAt) + pulseValidDays - 1,
        id === counting,
      ),
    ),
    ...set.map(({ overrideId: id, score, untilDay, ...row }) =>
      entry('override', { ...row, id, value: tenthOf(score) }, untilDay, row.withdrawnAt === null),
    ),
  ]
    .map(({ untilDay, ...own }) => ({
      ...own,
      standing: own.standing && untilDay >= today,
      isPending: pending.has(own.id),
    }))
    .sort((left, right) => right.at - left.at || (left.id < right.id ? 1 : -1))
    .slice(0, most);
}

interface Kept {
  readonly id: string;
  readonly value: number;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: number;
  readonly withdrawnAt: number | null;
}

function entry(
  kind: Judgement['kind'],
  { id, value, reason, author, createdAt, withdrawnAt }: Kept,
  untilDay: number,
  standing: boolean,
) {
  return {
    kind,
    id,
    value,
    reason,
    author,
    at: createdAt,
    until: formatDay(untilDay),
    withdrawnAt,
    standing,
    untilDay,
  };
}
