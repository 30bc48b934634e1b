/** What people of the team wrote, judged and did. */

import { z } from 'zod';
import { activityPatchSchema, activityWords } from '../../../src-preload/contract/activities';
import { sizeWords } from '../../../src-preload/contract/attachments';
import type {
  InterventionChannel,
  InterventionKind,
  InterventionOutcome,
} from '../../../src-preload/contract/domain';
import { withoutMarks } from '../../../src-preload/contract/mentions';
import { tenthOf } from '../../../src-preload/contract/words';
import { readAttachments } from '../attachments/read-attachments';
import { isMentioned } from '../notes/mentions';
import { placed, rowsByInstant, type TimelineSource } from './source';

const isPending = (entry: string) =>
  `exists (select 1 from operations p where p.entry = ${entry} and p.state = 'pending') as isPending`;

interface NoteRow {
  readonly noteId: string;
  readonly text: string;
  readonly activity: string | null;
  readonly people: string;
  readonly made: number;
  readonly done: number;
  readonly isPending: number;
}

/** Whose names stand in the list of those who were there. */
const there = `json_each(n.activity, '$.contacts') p join users x on x.external_id = p.value
  where x.organization_id = n.organization_id`;

/** Notes, at the moment at which they were written; of a call and the like, at which it took place. */
export const notesSource: TimelineSource = {
  kind: 'note',
  read: (db, scope) => {
    const rows = rowsByInstant<NoteRow>(
      db,
      {
        select: `n.note_id as noteId, n.text, n.author, n.activity, ${isPending('n.note_id')},
                 (select json_group_array(x.name) from ${there}) as people,
                 (select count(*) from cta_tasks k where k.note_id = n.note_id) as made,
                 (select count(k.done_at) from cta_tasks k where k.note_id = n.note_id) as done`,
        of: `notes n left join users u on u.external_id = n.contact and u.organization_id = n.organization_id
             where n.organization_id = @organizationId
               and (@contactId is null or u.user_id = @contactId
                    or exists (select 1 from ${there} and x.user_id = @contactId)
                    or ${isMentioned('@contactId')})`,
        at: 'coalesce(n.happened_at, n.created_at)',
        key: `('note ' || n.note_id)`,
        names: true,
      },
      scope,
    );
    const files = readAttachments(
      db,
      rows.map(({ noteId }) => noteId),
    );
    return rows.map(({ noteId, text, activity, people, made, done, isPending: pending, ...row }) =>
      placed(
        row,
        {
          kind: 'note',
          text: withoutMarks(text),
          activity: activityOf(activity, people),
          tasks: { made, done },
          files: (files.get(noteId) ?? []).map(({ name, size }) => `${name} (${sizeWords(size)})`),
        },
        { isPending: pending === 1 },
      ),
    );
  },
};

function activityOf(activity: string | null, people: string) {
  if (activity === null) return null;
  const { kind, minutes } = activityPatchSchema.parse(JSON.parse(activity));
  return { what: activityWords[kind], minutes, people: z.array(z.string()).parse(JSON.parse(people)) };
}

export const pulsesSource: TimelineSource = {
  kind: 'judgement',
  neverOfContacts: true,
  read: (db, scope) =>
    rowsByInstant<{ points: number; reason: string; isPending: number }>(
      db,
      {
        select: `g.points, g.reason, g.author, ${isPending('g.pulse_id')}`,
        of: `pulses g where g.organization_id = @organizationId and g.withdrawn_at is null`,
        at: 'g.created_at',
        key: `('pulse ' || g.pulse_id)`,
      },
      scope,
    ).map((row) =>
      placed(
        row,
        { kind: 'judgement', what: 'pulse', points: row.points, reason: row.reason },
        { isPending: row.isPending === 1 },
      ),
    ),
};

export const overridesSource: TimelineSource = {
  kind: 'judgement',
  neverOfContacts: true,
  read: (db, scope) =>
    rowsByInstant<{ score: number; untilDay: number; reason: string; isPending: number }>(
      db,
      {
        select: `s.score, s.until_day as untilDay, s.reason, s.author, ${isPending('s.override_id')}`,
        of: 'score_overrides s where s.organization_id = @organizationId and s.taken_back_at is null',
        at: 's.created_at',
        key: `('override ' || s.override_id)`,
      },
      scope,
    ).map(({ score, untilDay, reason, ...row }) =>
      placed(
        row,
        { kind: 'judgement', what: 'override', score: tenthOf(score), untilDay, reason },
        { isPending: row.isPending === 1 },
      ),
    ),
};

interface CtaRow {
  readonly title: string;
  readonly reason: string | null;
  readonly ruleName: string | null;
  readonly outcome: string | null;
  readonly isPending: number;
}

const ofCtas = 'ctas c left join rules r on r.rule_id = c.rule_id where c.organization_id = @organizationId';

export const openedCtasSource: TimelineSource = {
  kind: 'cta',
  neverOfContacts: true,
  read: (db, scope) =>
    rowsByInstant<CtaRow>(
      db,
      {
        select: `c.title, c.reason, coalesce(r.name, c.rule_id) as ruleName, null as outcome, c.author, ${isPending('c.cta_id')}`,
        of: ofCtas,
        at: 'c.created_at',
        key: `('cta ' || c.cta_id)`,
        byPeople: 'c.rule_id is null',
      },
      scope,
    ).map(({ title, reason, ruleName, ...row }) =>
      placed(
        row,
        { kind: 'cta', what: 'opened', title, reason, ruleName, outcome: null, ofCta: null },
        { isPending: row.isPending === 1 },
      ),
    ),
};

export const closedCtasSource: TimelineSource = {
  kind: 'cta',
  neverOfContacts: true,
  read: (db, scope) =>
    rowsByInstant<CtaRow>(
      db,
      {
        select: `c.title, null as reason, null as ruleName, c.outcome, c.closed_by as author, ${isPending('c.cta_id')}`,
        of: `${ofCtas} and c.closed_at is not null and c.outcome is not null`,
        at: 'c.closed_at',
        key: `('cta-closed ' || c.cta_id)`,
      },
      scope,
    ).map(({ title, outcome, ...row }) =>
      placed(
        row,
        { kind: 'cta', what: 'closed', title, reason: null, ruleName: null, outcome, ofCta: null },
        { isPending: row.isPending === 1 },
      ),
    ),
};

export const doneTasksSource: TimelineSource = {
  kind: 'cta',
  neverOfContacts: true,
  read: (db, scope) =>
    rowsByInstant<{ title: string; ofCta: string | null; isPending: number }>(
      db,
      {
        select: `t.title, c.title as ofCta, t.done_by as author, ${isPending('t.task_id')}`,
        of: `cta_tasks t left join ctas c on c.cta_id = t.cta_id
             where t.organization_id = @organizationId and t.done_at is not null`,
        at: 't.done_at',
        key: `('task ' || t.task_id)`,
      },
      scope,
    ).map(({ title, ofCta, ...row }) =>
      placed(
        row,
        { kind: 'cta', what: 'task', title, reason: null, ruleName: null, outcome: null, ofCta },
        { isPending: row.isPending === 1 },
      ),
    ),
};

interface DeedRow {
  readonly what: InterventionKind;
  readonly channel: InterventionChannel | null;
  readonly outcome: InterventionOutcome | null;
  readonly isHeldOut: number;
}

/** What the company's own list says was done for the account. */
export const deedsSource: TimelineSource = {
  kind: 'deed',
  read: (db, scope) =>
    rowsByInstant<DeedRow>(
      db,
      {
        select: 'h.kind as what, h.channel, h.outcome, h.is_held_out as isHeldOut, null as author',
        of: `intervention_history h left join users u on u.user_id = h.user_id where h.organization_id = @organizationId`,
        at: 'h.started_at',
        key: `('deed ' || h.intervention_id)`,
        contact: 'h.user_id',
        byPeople: 'h.is_automatic = 0 and h.is_held_out = 0',
      },
      scope,
    ).map(({ what, channel, outcome, isHeldOut, ...row }) =>
      placed(row, { kind: 'deed', what, channel, outcome, isHeldOut: isHeldOut === 1 }),
    ),
};
