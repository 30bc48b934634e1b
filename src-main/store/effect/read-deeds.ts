import type { CtaEnd } from '../../../src-preload/contract/ctas/cta-kinds';
import { type Contamination, contaminations } from '../../../src-preload/contract/effect/measured-means';
import {
  type InterventionStage,
  interventionStages,
} from '../../../src-preload/contract/interventions/stages';
import type { Draw, Entry, Firing, RuleCta, Run } from '../../engines/effect/deeds';
import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb } from '../types';

/** Rows after a number, in the order of their numbers. */
export interface Chunk<Row> {
  readonly rows: readonly Row[];
  /** The number of the last one; null: there are no more. */
  readonly last: number | null;
}

export type ReadChunk<Row> = (
  db: ReadDb,
  calendar: CompanyCalendar,
  after: number,
  limit: number,
) => Chunk<Row>;

function chunkOf<Found extends { readonly number: number }, Row>(
  found: readonly Found[],
  limit: number,
  rowOf: (found: Found) => Row,
): Chunk<Row> {
  return { rows: found.map(rowOf), last: found.length < limit ? null : (found.at(-1)?.number ?? null) };
}

interface FiringFound {
  readonly number: number;
  readonly rule: string;
  readonly account: number;
  readonly contact: number | null;
  readonly day: number;
  readonly heldOut: number;
  readonly withheld: number;
}

/** What held an edge back for good was none. */
export const readFirings: ReadChunk<Firing> = (db, _calendar, after, limit) =>
  chunkOf(
    db
      .prepared<[number, number], FiringFound>(
        `select firing_id as number, rule_id as rule, organization_id as account, user_id as contact, fired_on as day,
                held_out as heldOut, held_out = 1 and outcomes like '%"held_out"%' as withheld
           from rule_firings where firing_id > ? and held_by is null order by firing_id limit ?`,
      )
      .all(after, limit),
    limit,
    ({ number: _, heldOut, withheld, ...firing }) => ({
      ...firing,
      heldOut: heldOut === 1,
      withheld: withheld === 1,
    }),
  );

interface RunFound {
  readonly number: number;
  readonly account: number;
  readonly contact: number;
  readonly rule: string | null;
  readonly sequence: string | null;
  readonly template: string | null;
  readonly channel: string;
  readonly stage: string;
  readonly answered: number;
  readonly at: number;
  readonly beganAt: number;
}

/** A message of a sequence is of the rule that let its contact in. */
export const readRuns: ReadChunk<Run> = (db, calendar, after, limit) =>
  chunkOf(
    db
      .prepared<[number, number], RunFound>(
        `select i.row_id as number, i.organization_id as account, i.user_id as contact, coalesce(i.rule_id, e.rule_id) as rule,
                i.sequence_id as sequence, i.template_id as template, i.channel, i.stage,
                exists (select 1 from incoming_mails m where m.run_id = i.run_id and m.kind = 'reply') as answered,
                coalesce(i.sent_at, i.created_at) as at, coalesce(e.entered_at, i.created_at) as beganAt
           from interventions i left join enrolments e on e.enrolment_id = i.enrolment_id
          where i.row_id > ? order by i.row_id limit ?`,
      )
      .all(after, limit),
    limit,
    ({ number: _, at, beganAt, stage, answered, ...run }) => ({
      ...run,
      isAnswered: answered === 1,
      stage: stageOf(stage),
      day: calendar.dayOf(at),
      beganOn: calendar.dayOf(beganAt),
    }),
  );

/** What a newer company says is as good as under way. */
function stageOf(text: string): InterventionStage {
  return interventionStages.find((stage) => stage === text) ?? 'waiting';
}

interface EntryFound extends Omit<Entry, 'day'> {
  readonly number: number;
  readonly at: number;
}

export const readEntries: ReadChunk<Entry> = (db, calendar, after, limit) =>
  chunkOf(
    db
      .prepared<[number, number], EntryFound>(
        `select enrolment_id as number, sequence_id as sequence, organization_id as account, user_id as contact, rule_id as rule,
                entered_at as at
           from enrolments where enrolment_id > ? order by enrolment_id limit ?`,
      )
      .all(after, limit),
    limit,
    ({ number: _, at, ...entry }) => ({ ...entry, day: calendar.dayOf(at) }),
  );

interface DrawFound extends Omit<Draw, 'heldOut' | 'contaminatedBy'> {
  readonly number: number;
  readonly heldOut: number;
  readonly by: string | null;
}

export const readDraws: ReadChunk<Draw> = (db, _calendar, after, limit) =>
  chunkOf(
    db
      .prepared<[number, number], DrawFound>(
        `select holdout_id as number, rule_id as rule, organization_id as account, assigned_on as day, held_out as heldOut, percent,
                contaminated_by as "by"
           from rule_holdouts where holdout_id > ? order by holdout_id limit ?`,
      )
      .all(after, limit),
    limit,
    ({ number: _, heldOut, by, ...draw }) => ({
      ...draw,
      heldOut: heldOut === 1,
      contaminatedBy: contaminations.find((known): known is Contamination => known === by) ?? null,
    }),
  );

interface CtaFound {
  readonly number: number;
  readonly rule: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly end: CtaEnd | null;
  readonly tasksDone: number;
  readonly wasSnoozed: number;
}

/** As the company has them: what this desktop decided and has not told yet, others do not see either. */
export const readRuleCtas: ReadChunk<RuleCta> = (db, calendar, after, limit) =>
  chunkOf(
    db
      .prepared<[number, number], CtaFound>(
        `select c.row_id as number, c.rule_id as rule, c.made_at as openedAt, c.closed_at as closedAt, c.outcome as end,
                (select count(*) from copied_cta_tasks t
                  where t.cta_id = c.cta_id and t.done_at is not null and t.removed_at is null) as tasksDone,
                json_extract(c.changed, '$.until_day') is not null as wasSnoozed
           from copied_ctas c where c.row_id > ? and c.rule_id is not null order by c.row_id limit ?`,
      )
      .all(after, limit),
    limit,
    ({ number: _, openedAt, closedAt, wasSnoozed, ...cta }) => ({
      ...cta,
      openedOn: calendar.dayOf(openedAt),
      closedOn: closedAt === null ? null : calendar.dayOf(closedAt),
      wasSnoozed: wasSnoozed === 1,
    }),
  );
