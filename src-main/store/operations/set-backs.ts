import { z } from 'zod';
import { ctaOutcomeSchema } from '../../../src-preload/contract/ctas/cta-kinds';
import { daySchema } from '../../../src-preload/contract/domain';
import type { Outbox, SetBack } from '../../../src-preload/contract/operations';
import type { DecisionBack, Waiting } from '../../engines/today/today-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import {
  lostSaid,
  refusalSaid,
  type SetBackWords,
  titleOf,
  wholeWords,
} from '../../lib/operations/set-back-words';
import { companyCalendar } from '../copy/company-calendar';
import { waitingByAccount } from '../desk/waiting-by-account';
import type { ReadDb } from '../types';
import { kindOf, type OutboxRow } from './outbox';
import { readPushProblem } from './push-problem';

const most = 200;

/** What waits to go up, and what the company has set back. */
export function readOutbox(db: ReadDb): Outbox {
  const waiting = db
    .prepared<[], { pending: number; since: number | null }>(
      `select count(*) as pending, min(made_at) as since from operations where state = 'pending'`,
    )
    .get();
  const calendar = companyCalendar(db);
  const rows = db.prepared<[], SetBackRow>(`${selectSetBacks} order by o.seq desc limit ${most}`).all();
  return {
    pending: waiting?.pending ?? 0,
    pendingSince: waiting?.since ?? null,
    problem: (waiting?.pending ?? 0) > 0 ? readPushProblem(db) : null,
    setBack: rows.flatMap((row) => readBack(row, calendar)?.setBack ?? []),
    setBackTotal: countSetBacks(db),
  };
}

/** One's own decisions that came back, by account, the earliest first: those of the same list whose account the copy has. */
export function readSetBacksByAccount(
  db: ReadDb,
  calendar: CompanyCalendar,
): ReadonlyMap<number, Waiting<DecisionBack>> {
  const rows = db.prepared<[], SetBackRow>(`${selectSetBacks} order by o.seq`).all();
  const known = rows.flatMap((row) => {
    const back = readBack(row, calendar);
    const { accountId, madeAt, answeredAt } = row;
    return back === null || accountId === null
      ? []
      : [{ accountId, since: answeredAt ?? madeAt, madeAt, back }];
  });
  return waitingByAccount(known, calendar, ({ madeAt, back: { setBack, said } }, dayOf) => ({
    ...{ title: setBack.title, day: dayOf(madeAt), ...said },
  }));
}

/** How much waits to go up, and how much was set back and waits for a person. */
export function countOutbox(db: ReadDb): { pending: number; setBack: number } {
  const pending =
    db.prepared<[], number>(`select count(*) from operations where state = 'pending'`).pluck().get() ?? 0;
  return { pending, setBack: countSetBacks(db) };
}

/** All that was set back and waits for a person, whatever it is about. */
export function countSetBacks(db: ReadDb): number {
  return db.prepared<[], number>(`select count(*) from operations o where ${isSetBack}`).pluck().get() ?? 0;
}

/** By the company's own id, which may be of an account that was merged into another. */
const accountNow = `coalesce(
  (select organization_id from organizations where external_id = o.organization_external_id),
  (select organization_id from merged_accounts where external_id = o.organization_external_id))`;

/** What the entry that was changed is called where it still stands: the change itself may not say. */
const entryName = `coalesce(
  (select name from rules where rule_id = o.entry), (select name from segments where segment_id = o.entry),
  (select name from email_templates where template_id = o.entry), (select name from saved_views where view_id = o.entry),
  (select name from activity_templates where template_id = o.entry),
  (select title from ctas where cta_id = o.entry), (select title from cta_tasks where task_id = o.entry))`;

const isSetBack = `o.settled_at is null and (o.state = 'refused'
  or o.state in ('acknowledged', 'seen'))`;

const selectSetBacks = `select o.op_id as opId, o.kind, o.patch, o.reason, o.answer, o.made_at as madeAt,
    o.answered_at as answeredAt, o.state, a.organization_id as accountId,
    coalesce(a.name, o.organization_name, o.organization_external_id) as accountName,
    o.organization_external_id as externalId, ${entryName} as entryName
  from operations o left join organizations a on a.organization_id = ${accountNow} where ${isSetBack}`;

type SetBackRow = Pick<
  OutboxRow,
  'opId' | 'kind' | 'patch' | 'reason' | 'answer' | 'madeAt' | 'answeredAt' | 'state'
> & {
  accountId: number | null;
  accountName: string | null;
  /** Null: about no account. */
  externalId: string | null;
  entryName: string | null;
};

/** Sent once more, it would be refused once more. */
const hopeless: ReadonlySet<string> = new Set(['other_company', 'gone', 'too_late']);

const saidSchema = z.object({
  owner: z.string().optional().catch(undefined),
  since: z.number().optional().catch(undefined),
  field: z.string().optional().catch(undefined),
  words: z.string().optional().catch(undefined),
  lost: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
const textsSchema = z.looseObject({
  text: z.string().optional().catch(undefined),
  reason: z.string().nullish().catch(undefined),
  name: z.string().optional().catch(undefined),
  note: z.string().optional().catch(undefined),
  despite: z.string().optional().catch(undefined),
  points: z.number().optional().catch(undefined),
  score: z.number().optional().catch(undefined),
  until_day: daySchema.nullish().catch(undefined),
  title: z.string().optional().catch(undefined),
  snooze_reason: z.string().nullish().catch(undefined),
  outcome: ctaOutcomeSchema.nullish().catch(undefined),
});

/** What the person wrote; undefined where they wrote nothing. */
function textOf({
  text,
  title,
  reason,
  snooze_reason: why,
  name,
  note,
  despite,
}: z.infer<typeof textsSchema>): string | undefined {
  if (title !== undefined) return [title, reason].filter(Boolean).join(': ');
  return text ?? reason ?? why ?? despite ?? name ?? note;
}

interface Back {
  readonly setBack: SetBack;
  /** The same words in their two parts. */
  readonly said: SetBackWords;
}

/** @returns null for a kind that only a newer Steward knows */
function readBack(row: SetBackRow, calendar: CompanyCalendar): Back | null {
  const kind = kindOf(row);
  if (kind === null) return null;
  const isRefused = row.state === 'refused';
  const { since, ...answer } = saidSchema.catch({}).parse(JSON.parse(row.answer ?? '{}'));
  const sinceDay = since === undefined ? undefined : calendar.dayOf(since);
  const reason = row.reason ?? 'invalid';
  const written = textsSchema.catch({}).parse({ ...JSON.parse(row.patch), ...answer.lost });
  const said = isRefused ? refusalSaid(reason, { ...answer, sinceDay }) : lostSaid;
  const setBack: SetBack = {
    opId: row.opId,
    kind,
    what: isRefused ? 'refused' : 'lost',
    title: titleOf(kind, written),
    accountId: row.accountId,
    accountName: row.accountName,
    madeAt: row.madeAt,
    words: wholeWords(said),
    text: textOf(written) ?? row.entryName ?? '',
    canRetry: (row.externalId === null || row.accountId !== null) && !hopeless.has(reason),
    isText: isRefused && (kind === 'note.add' || kind === 'note.change'),
  };
  return { setBack, said };
}
