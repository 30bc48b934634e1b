import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { standingOverrideSchema } from '../../../src-preload/contract/health';
import { tenthOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { pulseValidDays } from '../../lib/pulse-days';
import { pulses, scoreOverrides } from '../schema/health';
import type { ReadDb, Tx } from '../types';

const millisecondsPerDay = 86_400_000;

export function addOverride(tx: Tx, override: Omit<typeof scoreOverrides.$inferInsert, 'withdrawnAt'>): void {
  tx.insert(scoreOverrides).values(override).run();
}

/** Every override of the account that still stands. @returns how many */
export function withdrawOverrides(tx: Tx, organizationId: number, now: number): number {
  return tx
    .update(scoreOverrides)
    .set({ withdrawnAt: now })
    .where(and(eq(scoreOverrides.organizationId, organizationId), isNull(scoreOverrides.withdrawnAt)))
    .run().changes;
}

export function addPulse(tx: Tx, pulse: Omit<typeof pulses.$inferInsert, 'withdrawnAt'>): void {
  tx.insert(pulses).values(pulse).run();
}

/** Takes a pulse back; it stays in the history. @returns 0 when none stands under that key */
export function withdrawPulse(tx: Tx, organizationId: number, pulseId: string, now: number): number {
  return tx
    .update(pulses)
    .set({ withdrawnAt: now })
    .where(
      and(eq(pulses.pulseId, pulseId), eq(pulses.organizationId, organizationId), isNull(pulses.withdrawnAt)),
    )
    .run().changes;
}

/** The latest pulse given on or before a day that was not taken back; null where there is none. */
export function readLatestPulse(
  db: ReadDb | Tx,
  organizationId: number,
  asOf: number,
): {
  readonly day: number;
  readonly points: number;
  readonly reason: string;
  readonly author: string;
} | null {
  return (
    db
      .prepared<[number, number], { day: number; points: number; reason: string; author: string }>(
        `select created_at / ${millisecondsPerDay} as day, points, reason, author from pulses
         where organization_id = ? and withdrawn_at is null and created_at / ${millisecondsPerDay} <= ?
         order by created_at desc, pulse_id desc limit 1`,
      )
      .get(organizationId, asOf) ?? null
  );
}

/** The latest pulse of every account that has one which still counts. */
export function readLatestPulses(
  db: ReadDb | Tx,
  today: number,
): ReadonlyMap<number, { day: number; points: number; reason: string; author: string }> {
  const rows = db
    .prepared<[number], { id: number; day: number; points: number; reason: string; author: string }>(
      `select organization_id as id, created_at / ${millisecondsPerDay} as day, points, reason, author from pulses
       where withdrawn_at is null and created_at / ${millisecondsPerDay} > ? order by created_at, pulse_id`,
    )
    .all(today - pulseValidDays);
  return new Map(rows.map(({ id, ...pulse }) => [id, pulse]));
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
