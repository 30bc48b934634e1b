import { placed, rowsByInstant, type TimelineSource } from './source';

interface MessageRow {
  readonly channel: string;
  readonly subject: string | null;
  readonly ruleName: string | null;
  readonly sequenceName: string | null;
  readonly launchedBy: string | null;
  readonly stage: string;
  readonly reason: string;
}

/** Messages of every kind: at the moment at which they went, or while they didn't go at that of their launch. */
export const messagesSource: TimelineSource = {
  kind: 'message',
  read: (db, scope) =>
    rowsByInstant<MessageRow>(
      db,
      {
        select: `i.channel, coalesce(json_extract(i.content, '$.subject'), t.name) as subject, r.name as ruleName, q.name as sequenceName,
                 case when i.rule_id is null and i.sequence_id is null then i.launched_by end as launchedBy,
                 i.launched_by as author, i.stage, i.reason`,
        of: `interventions i left join users u on u.user_id = i.user_id left join rules r on r.rule_id = i.rule_id
             left join email_templates t on t.template_id = i.template_id
             left join copied_sequences q on q.sequence_id = i.sequence_id
             where i.organization_id = @organizationId`,
        at: 'coalesce(i.sent_at, i.created_at)',
        key: `('message ' || i.run_id)`,
        contact: 'i.user_id',
        byPeople: 'i.rule_id is null and i.sequence_id is null',
      },
      scope,
    ).map(({ channel, subject, ruleName, sequenceName, launchedBy, stage, reason, ...row }) =>
      placed(
        row,
        { kind: 'message', channel, subject, ruleName, sequenceName, launchedBy },
        { delivery: { stage, reason, channel } },
      ),
    ),
};

interface IncomingRow {
  readonly what: string;
  readonly subject: string | null;
  readonly words: string | null;
  readonly untilDay: number | null;
}

export const incomingSource: TimelineSource = {
  kind: 'reply',
  neverByPeople: true,
  read: (db, scope) =>
    rowsByInstant<IncomingRow>(
      db,
      {
        select: 'm.kind as what, m.subject, m.words, m.until_day as untilDay, null as author',
        of: `incoming_mails m left join users u on u.user_id = m.user_id where m.organization_id = @organizationId`,
        at: 'm.came_at',
        key: `('incoming ' || m.mail_id)`,
        contact: 'm.user_id',
      },
      scope,
    ).map(({ what, subject, words, untilDay, ...row }) =>
      placed(row, { kind: 'reply', what, subject, words, untilDay }),
    ),
};
