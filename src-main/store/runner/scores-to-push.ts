import { z } from 'zod';
import { riskLevelSchema } from '../../../src-preload/contract/domain';
import { dimensionSchema } from '../../../src-preload/contract/health-config';
import type { ReadDb, Tx } from '../types';

const versionSchema = z.number().int();

/** One account on one day, as it goes up. */
const accountPushSchema = z.object({
  /** `2026-11-22` */
  day: z.string(),
  /** As the company numbers them; without a model none spoke, or one that the company doesn't know. */
  config: versionSchema,
  model: versionSchema.nullable(),
  /** 0-100; null: it has none. */
  score: z.number().nullable(),
  /** 0-1 */
  confidence: z.number().nullable(),
  /** 0-100 each, as shown; null where nothing of one counts. Without a score there are none. */
  dimensions: z.record(dimensionSchema, z.number().nullable()).nullable().default(null),
  /** What is said of it, or that nothing is; null: what only this desktop's own model makes of it. */
  level: z.enum([...riskLevelSchema.options, 'none']).nullable(),
  indicators: z.array(z.object({ id: z.string(), since: z.string().nullable() })),
});
export type AccountPush = z.infer<typeof accountPushSchema>;

const peoplePushSchema = z.array(z.tuple([z.number().int(), z.number(), z.number()]));
/** Id, score and confidence of each person of an account that has a score. */
export type PeoplePush = z.infer<typeof peoplePushSchema>;

/** JSON of AccountPush and of PeoplePush: what is the same text is the same. */
export interface ScorePush {
  readonly organizationId: number;
  readonly said: string;
  readonly people: string;
}

export function accountOf({ said }: Pick<ScorePush, 'said'>): AccountPush {
  return accountPushSchema.parse(JSON.parse(said));
}

export function peopleOf({ people }: Pick<ScorePush, 'people'>): PeoplePush {
  return peoplePushSchema.parse(JSON.parse(people));
}

/**
 * Queues what isn't as it was pushed last. Where something waits it is on its way, perhaps: then the latest takes its
 * place, even if it is what was pushed before.
 * @returns how many are queued
 */
export function queueScores(tx: Tx, pushes: readonly ScorePush[]): number {
  const put = tx.prepared<[ScorePush]>(
    `insert into outgoing_scores (organization_id, said, people) select :organizationId, :said, :people
      where not exists (select 1 from pushed_scores
                         where organization_id = :organizationId and said = :said and people = :people)
         or exists (select 1 from outgoing_scores where organization_id = :organizationId)
     on conflict (organization_id) do update set said = excluded.said, people = excluded.people`,
  );
  let queued = 0;
  for (const push of pushes) queued += put.run(push).changes;
  return queued;
}

/** @returns the next to go up, with what was pushed of each before, where anything was */
export function readOutgoingScores(
  db: ReadDb | Tx,
  limit: number,
): { readonly next: ScorePush; readonly before: Omit<ScorePush, 'organizationId'> | null }[] {
  return db
    .prepared<[number], ScorePush & { saidBefore: string | null; peopleBefore: string | null }>(
      `select o.organization_id as organizationId, o.said, o.people, p.said as saidBefore, p.people as peopleBefore
         from outgoing_scores o left join pushed_scores p using (organization_id)
        order by o.organization_id limit ?`,
    )
    .all(limit)
    .map(({ saidBefore, peopleBefore, ...next }) => ({
      next,
      before:
        saidBefore === null || peopleBefore === null ? null : { said: saidBefore, people: peopleBefore },
    }));
}

/** What the company has answered is what was pushed last; one that took its place meanwhile still waits. */
export function settlePushed(tx: Tx, pushes: readonly ScorePush[]): void {
  const keep = tx.prepared<[number, string, string]>(
    'replace into pushed_scores (organization_id, said, people) values (?, ?, ?)',
  );
  const remove = tx.prepared<[number, string, string]>(
    'delete from outgoing_scores where organization_id = ? and said = ? and people = ?',
  );
  for (const { organizationId, said, people } of pushes) {
    keep.run(organizationId, said, people);
    remove.run(organizationId, said, people);
  }
}

/** Nothing waits, and nothing is known to be there: whoever has the duty next pushes all, which changes nothing twice. */
export function forgetPushed(tx: Tx): void {
  tx.prepared<[]>('delete from outgoing_scores').run();
  tx.prepared<[]>('delete from pushed_scores').run();
}

const historySetting = 'runner.pushed_to';

/** A company that was restored has forgotten what was pushed since. @param history as sync knows it */
export function pushTo(tx: Tx, history: string): void {
  const before = tx
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(historySetting);
  if (before === history) return;
  forgetPushed(tx);
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    historySetting,
    history,
  );
}
