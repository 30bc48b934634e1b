import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

/** What a rule came to on a day. */
export const judgingSchema = z.object({
  /** Of the definition that was judged. */
  version: z.number().int(),
  /** `2026-11-22`, the company's. */
  day: z.string(),
  /** As of when the facts are, by the company's clock, in milliseconds since 1970. */
  factsAt: z.number(),
  /** Counts where all accounts were judged; null: only those of which something was new. */
  whole: z
    .object({
      /** The day of the look before: what came to be since then counts as of the day. */
      lookedFrom: z.string(),
      evaluated: z.number().int(),
      matched: z.number().int(),
      notKnown: z.number().int(),
      milliseconds: z.number().int(),
    })
    .nullable(),
  /** Why it can't be judged, in words; null: it was. */
  problem: z.string().nullable(),
});
export type Judging = z.infer<typeof judgingSchema>;

/** An account, or a contact of it, of which it is known whether the conditions hold. */
export const judgedAccountSchema = z.object({
  organizationId: z.number().int(),
  /** Null where accounts are judged. */
  contactId: z.number().int().nullable(),
  /** Since when it is a customer, this time: `2026-11-22`. */
  began: z.string(),
  holds: z.boolean(),
  /** Whether the rule's own level to be armed again is reached; null: it has none, or that is not known. */
  rearms: z.boolean().nullable(),
  /** By which rules its values were made: other ones make other values, and no news. */
  made: z.string(),
  /** Sentences with the values that decided it; none where it doesn't hold. */
  why: z.array(z.string()),
});
export type JudgedAccount = z.infer<typeof judgedAccountSchema>;

/** Queues what a rule came to, in place of what waits of it. */
export function putJudging(tx: Tx, rule: string, judging: Judging, accounts: readonly JudgedAccount[]): void {
  if (judging.whole !== null) dropVerdicts(tx, rule);
  // What waits of all accounts stays one of all, with what is newer in it.
  const waiting = readJudging(tx, rule);
  const joined =
    judging.whole === null && judging.problem === null && waiting?.whole && isSameLook(waiting, judging)
      ? { ...judging, whole: waiting.whole }
      : judging;
  if (waiting !== null && !isSameLook(waiting, judging)) dropVerdicts(tx, rule);
  tx.prepared<[string, string]>('replace into outgoing_judgings (rule_id, judging) values (?, ?)').run(
    rule,
    textOf(joined),
  );
  const put = tx.prepared<[string, number, number, string]>(
    'replace into outgoing_verdicts (rule_id, organization_id, contact_id, verdict) values (?, ?, ?, ?)',
  );
  for (const account of accounts)
    put.run(rule, account.organizationId, account.contactId ?? noContact, JSON.stringify(account));
}

/** All have been judged, part by part: the whole is told behind what waits of them. */
export function endJudging(tx: Tx, rule: string, judging: Judging): void {
  tx.prepared<[string, string]>('replace into outgoing_judgings (rule_id, judging) values (?, ?)').run(
    rule,
    textOf(judging),
  );
}

/** In the place of a contact, where accounts are judged. */
const noContact = 0;

function isSameLook(one: Judging, other: Judging): boolean {
  return one.day === other.day && one.version === other.version;
}

/** Rules of which something waits. */
export function readOutgoingRules(db: ReadDb): string[] {
  return db.prepared<[], string>('select rule_id from outgoing_judgings order by rule_id').pluck().all();
}

export function readJudging(db: ReadDb | Tx, rule: string): Judging | null {
  const text = db
    .prepared<[string], string>('select judging from outgoing_judgings where rule_id = ?')
    .pluck()
    .get(rule);
  return text === undefined ? null : judgingSchema.parse(JSON.parse(text));
}

/** A verdict as it waits: what takes its place meanwhile is another text. */
export interface WaitingVerdict {
  readonly organizationId: number;
  readonly contactId: number;
  readonly verdict: string;
}

export function readVerdicts(db: ReadDb, rule: string, limit: number): WaitingVerdict[] {
  return db
    .prepared<[string, number], WaitingVerdict>(
      `select organization_id as organizationId, contact_id as contactId, verdict from outgoing_verdicts
        where rule_id = ? order by organization_id, contact_id limit ?`,
    )
    .all(rule, limit);
}

export function judgedAccountOf({ verdict }: WaitingVerdict): JudgedAccount {
  return judgedAccountSchema.parse(JSON.parse(verdict));
}

/** What the company has answered goes; what took its place meanwhile still waits. */
export function settleVerdicts(tx: Tx, rule: string, verdicts: readonly WaitingVerdict[]): void {
  const remove = tx.prepared<[string, number, number, string]>(
    'delete from outgoing_verdicts where rule_id = ? and organization_id = ? and contact_id = ? and verdict = ?',
  );
  for (const { organizationId, contactId, verdict } of verdicts)
    remove.run(rule, organizationId, contactId, verdict);
}

/** The same of the whole: where something waits still, it stays. */
export function settleJudging(tx: Tx, rule: string, judging: Judging): void {
  tx.prepared<[string, string, string]>(
    `delete from outgoing_judgings where rule_id = ? and judging = ?
        and not exists (select 1 from outgoing_verdicts where rule_id = ?)`,
  ).run(rule, textOf(judging), rule);
}

/** The same judging is the same text. */
function textOf(judging: Judging): string {
  return JSON.stringify(judgingSchema.parse(judging));
}

/** The company takes nothing of it any more: the rule is off, or another one, or the day is over. */
export function dropJudging(tx: Tx, rule: string): void {
  dropVerdicts(tx, rule);
  tx.prepared<[string]>('delete from outgoing_judgings where rule_id = ?').run(rule);
}

/** Another desktop judges for the company: nothing of this one goes up any more. */
export function clearJudgings(tx: Tx): void {
  tx.prepared<[]>('delete from outgoing_verdicts').run();
  tx.prepared<[]>('delete from outgoing_judgings').run();
}

function dropVerdicts(tx: Tx, rule: string): void {
  tx.prepared<[string]>('delete from outgoing_verdicts where rule_id = ?').run(rule);
}

const wholeSetting = 'triggers.whole';

/** For which day, by which rules and under which lease this desktop last judged all accounts; null: never. */
export function readWholeLook(db: ReadDb | Tx): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(wholeSetting) ??
    null
  );
}

export function writeWholeLook(tx: Tx, look: string): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(wholeSetting, look);
}
