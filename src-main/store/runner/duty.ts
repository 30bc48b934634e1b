import { z } from 'zod';
import { noRunner, type Runner, runnerSchema } from '../../../src-preload/contract/runner';
import type { ReadDb, Tx } from '../types';

const dutySetting = 'runner.duty';
const seenSetting = 'runner.seen';

/** The lease that this desktop holds: it computes for the whole company. */
const dutySchema = z.object({
  /** Higher than that of whoever held it before. */
  fence: z.number().int(),
  /** This run of the app. */
  host: z.string(),
});
export type Duty = z.infer<typeof dutySchema>;

/** Null where another desktop has the duty, or nobody. */
export function readDuty(db: ReadDb | Tx): Duty | null {
  return readSetting(db, dutySetting, dutySchema.nullable(), null);
}

/** @returns whether it is another one than before */
export function writeDuty(tx: Tx, duty: Duty | null): boolean {
  const before = readDuty(tx);
  if (before?.fence === duty?.fence && before?.host === duty?.host) return false;
  writeSetting(tx, dutySetting, duty);
  return true;
}

/** Who computes for the company, as its database said last. */
export function readRunner(db: ReadDb | Tx): Runner {
  return readSetting(db, seenSetting, runnerSchema, noRunner('unknown'));
}

export function writeRunner(tx: Tx, runner: Runner): void {
  writeSetting(tx, seenSetting, runner);
}

function readSetting<T>(db: ReadDb | Tx, key: string, schema: z.ZodType<T>, otherwise: T): T {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(key);
  if (text === undefined) return otherwise;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : otherwise;
}

function writeSetting(tx: Tx, key: string, value: unknown): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    key,
    JSON.stringify(value),
  );
}
