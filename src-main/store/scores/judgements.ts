import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { standingOverrideSchema } from '../../../src-preload/contract/health';
import { tenthOf } from '../../../src-preload/contract/words';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { formatDay } from '../../lib/day';
import { pulseValidDays } from '../../lib/pulse-days';
import { pulses } from '../schema/health';
import type { ReadDb, Tx } from '../types';

/** The score set by hand that has not been taken back and gave way to none, also one that is over; undefined: none. */
export function standingOverrideOf(tx: Tx, organizationId: number): string | undefined {
  return tx
    .prepared<[number], string>(
      'select override_id from score_overrides where organization_id = ? and withdrawn_at is null',
    )
    .pluck()
    .get(organizationId);
}

/** Whether a pulse is there that nobody took back. */
export function isPulseStanding(tx: Tx, organizationId: number, pulseId: string): boolean {
  const found = tx
    .select({ id: pulses.pulseId })
    .from(pulses)
    .where(
      and(eq(pulses.pulseId, pulseId), eq(pulses.organizationId, organizationId), isNull(pulses.withdrawnAt)),
    )
    .get();
  return found !== undefined;
}

/** Later ones behind: by the company's order, and behind all that it has, those on their way to it. */
const inOrder = 'company_row is null, company_row, pulse_id';
const latestFirst = 'company_row is null desc, company_row desc, pulse_id desc';

/** A pulse with the company's day on which it was given. */
interface GivenPulse {
  readonly day: number;
  readonly points: number;
  readonly reason: string;
  readonly author: string;
}

interface PulseRow extends Omit<GivenPulse, 'day'> {
  readonly id: number;
  readonly createdAt: number;
}

function given({ createdAt, points, reason, author }: PulseRow, calendar: CompanyCalendar): GivenPulse {
  return { day: calendar.dayOf(createdAt), points, reason, author };
}

/** The latest pulse given on or before a day that was not taken back; null where there is none. */
export function readLatestPulse(
  db: ReadDb | Tx,
  organizationId: number,
  calendar: CompanyCalendar,
  asOf: number,
): GivenPulse | null {
  const rows = db
    .prepared<[number], PulseRow>(
      `select organization_id as id, created_at as createdAt, points, reason, author from pulses
       where organization_id = ? and withdrawn_at is null order by ${latestFirst}`,
    )
    .all(organizationId);
  return rows.map((row) => given(row, calendar)).find(({ day }) => day <= asOf) ?? null;
}

/** The latest pulse of every account that has one which still counts. */
export function readLatestPulses(
  db: ReadDb | Tx,
  calendar: CompanyCalendar,
  today: number,
): ReadonlyMap<number, GivenPulse> {
  const rows = db
    .prepared<[], PulseRow>(
      `select organization_id as id, created_at as createdAt, points, reason, author from pulses
       where withdrawn_at is null order by ${inOrder}`,
    )
    .all();
  const latest = new Map(rows.map((row) => [row.id, given(row, calendar)]));
  return new Map([...latest].filter(([, { day }]) => day > today - pulseValidDays));
}

/** Accounts `from` to `to` of which a person has ever said something: a pulse, or a score by hand. */
export function readJudgedAccounts(db: ReadDb | Tx, from: number, to: number): ReadonlySet<number> {
  return new Set(
    db
      .prepared<[number, number, number, number], number>(
        `select organization_id from pulses where organization_id between ? and ?
         union all select organization_id from score_overrides where organization_id between ? and ?`,
      )
      .pluck()
      .all(from, to, from, to),
  );
}

export interface StandingOverride {
  /** To the tenth. */
  readonly score: number;
  readonly reason: string;
  readonly author: string;
  readonly createdAt: number;
  readonly untilDay: number;
}

/** The override in force for an account; the newest where several stand. */
export function readStandingOverride(
  db: ReadDb | Tx,
  organizationId: number,
  today: number,
): StandingOverride | null {
  const row = db
    .prepared<[number, number], StandingOverride>(
      `select score, reason, author, created_at as createdAt, until_day as untilDay from score_overrides
       where organization_id = ? and until_day >= ? and withdrawn_at is null
       order by created_at desc, override_id desc limit 1`,
    )
    .get(organizationId, today);
  return row === undefined ? null : { ...row, score: tenthOf(row.score) };
}

/** The override in force for an account, as it is told. */
export function readOverride(
  db: ReadDb,
  organizationId: number,
  today: number,
): z.infer<typeof standingOverrideSchema> | null {
  const row = readStandingOverride(db, organizationId, today);
  if (row === null) return null;
  const { score, reason, untilDay, author, createdAt } = row;
  return { score, reason, until: formatDay(untilDay), author, createdAt };
}
