import type Database from 'better-sqlite3';
import { z } from 'zod';

const setting = 'erasures';

/** How far this copy has come with what the company erased. */
const stateSchema = z.object({
  /** By which the company knows the copy. */
  copy: z.string().nullable(),
  /** The last erasure that the rows were rid of. */
  through: z.number().int(),
  /** The last of which no byte is left in the copy's files. */
  settled: z.number().int(),
  /** Of which edition of the note the rows are rid; null: of an earlier Steward, which counts by `through`. */
  edition: z.number().int().nullable().default(null),
  /** What the company said that it knows, when this copy last took it up; null: not asked yet. */
  heard: z.string().nullable().default(null),
  /** What the company has heard of; null: not even that there is this copy. */
  acknowledged: z.number().int().nullable(),
  /** By erasure: what was removed. */
  removed: z.record(z.string(), z.record(z.string(), z.number())),
});
export type ErasureState = z.infer<typeof stateSchema>;

const none: ErasureState = {
  copy: null,
  through: 0,
  settled: 0,
  edition: null,
  heard: null,
  acknowledged: null,
  removed: {},
};

export function readErasureState(client: Database.Database): ErasureState {
  const text = client
    .prepare<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(setting);
  return text === undefined ? none : stateSchema.catch(none).parse(JSON.parse(text));
}

export function writeErasureState(client: Database.Database, change: Partial<ErasureState>): void {
  client
    .prepare<[string, string]>('replace into settings (key, value) values (?, ?)')
    .run(setting, JSON.stringify({ ...readErasureState(client), ...change }));
}
