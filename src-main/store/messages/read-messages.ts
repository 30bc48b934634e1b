import type { z } from 'zod';
import type {
  Message,
  MessageDetail,
  MessageStep,
  messageListInputSchema,
} from '../../../src-preload/contract/interventions/messages';
import type { ReadDb, Tx } from '../types';
import { readIncomingOf } from './read-incoming';

type Choice = z.infer<typeof messageListInputSchema>;

/** What was decided last about a message, or about its launch, and is not in the copy yet. */
const onItsWay = `(select case p.kind when 'message.decide' then json_extract(p.patch, '$.decision')
                                      else substr(p.kind, 9) end
                     from operations p
                    where p.entry in (i.run_id, i.occurrence) and p.state in ('pending', 'acknowledged')
                      and p.kind in ('message.cancel', 'message.decide', 'message.settle')
                    order by p.seq desc limit 1)`;

/** Nothing claims it then, whatever it waited for before. */
const isStopped = `(i.stage = 'waiting' and exists (select 1 from sending_stops s
  where s.released_at is null and (s.rule_id is null or s.rule_id = i.rule_id)))`;

/** Among the steps by which the contact goes; once that is forgotten, among those of now. */
const stepNumber = `(select s.key + 1 from sequence_versions v, json_each(v.definition, '$.steps') s
  where v.sequence_id = i.sequence_id and v.version = coalesce(e.version, json_extract(q.changed, '$.definition'), 1)
    and json_extract(s.value, '$.id') = i.step_id)`;

/** Milestones that it tells of; of one that tells of nothing any more, none. */
const celebrates = `(select coalesce(group_concat(d.name, ', ') filter (where c.skipped_at is null), '') from celebration_messages m
  join celebrations c on c.celebration_id = m.celebration_id
  join copied_milestone_definitions d on d.milestone_id = c.milestone_id where m.run_id = i.run_id group by m.run_id)`;

const shown = `i.run_id as runId, i.organization_id as organizationId, o.external_id as externalId, o.name as account,
  i.user_id as contactId, u.name as contact, i.channel, i.stage,
  case when ${isStopped} then 'stopped' else i.reason end as reason, i.changed_at as changedAt, i.created_at as createdAt,
  case when ${isStopped} then null when i.stage = 'waiting' then i.next_due when i.stage = 'proposed' then i.expires_at end as until, i.sent_at as sentAt,
  i.dot_at as dotAt, i.rule_id as ruleId, r.name as ruleName, i.sequence_id as sequenceId, q.name as sequenceName,
  ${stepNumber} as sequenceStep, ${celebrates} as celebrates, i.launched_by as launchedBy, i.template_id as templateId,
  t.name as templateName, json_extract(i.content, '$.subject') as subject, i.category, i.machine, i.login, i.attempt,
  i.approved_by as approvedBy, coalesce(i.decision_reason, i.reply) as said, ${onItsWay} as onItsWay`;

const from = `from interventions i join organizations o on o.organization_id = i.organization_id
  left join users u on u.user_id = i.user_id left join rules r on r.rule_id = i.rule_id
  left join email_templates t on t.template_id = i.template_id
  left join copied_sequences q on q.sequence_id = i.sequence_id and q.removed_at is null
  left join enrolments e on e.enrolment_id = i.enrolment_id`;

/** Of a query over interventions i, with @now: it asks a person. One that was decided about here asks no more: the company's word comes after. */
export const asksFirst = `(i.stage = 'proposed' and i.expires_at > @now and coalesce(${onItsWay}, 'withdraw') = 'withdraw')`;

const groups: Readonly<Record<Choice['group'], string>> = {
  approvals: asksFirst,
  waiting: `(i.stage in ('waiting', 'claimed', 'dot') or (i.stage = 'proposed' and ${onItsWay} = 'approve'))`,
  all: 'true',
};
const orders: Readonly<Record<Choice['group'], string>> = {
  approvals: 'i.expires_at, i.row_id',
  waiting: 'i.next_due, i.row_id',
  all: 'i.changed_at desc, i.row_id desc',
};

/** @param now milliseconds since 1970 */
export function readMessages(
  db: ReadDb,
  { group, organizationId, contactId, ownerId, stages, offset, limit }: Choice,
  now: number,
): { total: number; messages: Message[] } {
  const where = `where ${groups[group]} and (@organizationId is null or i.organization_id = @organizationId)
    and (@contactId is null or i.user_id = @contactId)
    and (@ownerId is null or o.owner_id = @ownerId)
    and (@stages is null or i.stage in (select value from json_each(@stages)))`;
  const asked = {
    now,
    organizationId: organizationId ?? null,
    contactId: contactId ?? null,
    ownerId: ownerId ?? null,
    stages: stages === undefined || stages.length === 0 ? null : JSON.stringify(stages),
  };
  const total = db.prepared<[typeof asked], number>(`select count(*) ${from} ${where}`).pluck().get(asked);
  const messages = db
    .prepared<[typeof asked & { offset: number; limit: number }], Message>(
      `select ${shown} ${from} ${where} order by ${orders[group]} limit @limit offset @offset`,
    )
    .all({ ...asked, offset, limit });
  return { total: total ?? 0, messages };
}

/** @returns undefined for one that is not in the copy */
export function readMessage(db: ReadDb, runId: string): MessageDetail | undefined {
  const found = db
    .prepared<[string], Omit<MessageDetail, 'steps' | 'cameBack'>>(
      `select ${shown}, json_extract(i.content, '$.text') as text, i.despite, i.message_id as messageId
         ${from} where i.run_id = ?`,
    )
    .get(runId);
  return found && { ...found, steps: readSteps(db, runId), cameBack: readIncomingOf(db, runId) };
}

function readSteps(db: ReadDb, runId: string): MessageStep[] {
  return db
    .prepared<[string], MessageStep>(
      `select step_id as id, at, stage, reason, until, attempt, login, machine, reply from intervention_steps
        where run_id = ? order by step_id limit 1000`,
    )
    .all(runId);
}

/** What a decision about a message has to know; undefined for one that is not in the copy. */
export function readRun(
  tx: Tx,
  runId: string,
): { organizationId: number; stage: string; dotAt: number | null; expiresAt: number } | undefined {
  return tx
    .prepared<[string], { organizationId: number; stage: string; dotAt: number | null; expiresAt: number }>(
      `select organization_id as organizationId, stage, dot_at as dotAt, expires_at as expiresAt
         from interventions where run_id = ?`,
    )
    .get(runId);
}
