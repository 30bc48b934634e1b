import type Database from 'better-sqlite3';
import { erasedContact, erasedText } from '../../lib/privacy/erased-words';
import { eraseFilesAbout, sweepFiles } from './erase-files';
import { eraseParticipant } from './erase-participants';
import { idIn, knownIn, tablesOf } from './known-in';
import { sweepTexts } from './sweep-texts';
import { type ErasedPerson, withoutPeople } from './told-by';

/** How much was removed, by what it was: contacts, notes, texts, operations. */
export type Removed = Readonly<Record<string, number>>;

interface Step {
  readonly what: string;
  /** Tables that it needs: a backup doesn't have all. */
  readonly of: readonly string[];
  readonly sql: string;
}

/**
 * Takes people out of a file of the store, or of a backup, whatever tables it has. Run it in a transaction; the bytes stay
 * until the file is rewritten.
 */
export function eraseFrom(
  client: Database.Database,
  key: Uint8Array,
  people: readonly ErasedPerson[],
): Removed {
  const tables = tablesOf(client);
  const removed: Record<string, number> = {};
  const add = (what: string, rows: number) => {
    if (rows > 0) removed[what] = (removed[what] ?? 0) + rows;
  };
  const known = knownIn(client, key, people);
  for (const person of known) {
    const id = idIn(client, key, tables, person);
    const { organizationId, userId } = person;
    const asked = { organizationId, userId, id, keptAs: person.keptAs ?? id, erasedContact, erasedText };
    const isUnknown = person.toldBy.length === 0;
    const steps = [...(isUnknown ? [] : ofKnown), ...(isUnknown || person.byHand ? ofUnknown(tables) : [])];
    eraseFilesAbout(client, tables, asked);
    for (const { what, of, sql } of steps) {
      if (of.every((table) => tables.has(table))) add(what, client.prepare(sql).run(asked).changes);
    }
    eraseParticipant(client, asked);
  }
  const without = withoutPeople(key, known);
  add('texts', sweepTexts(client, tables, without));
  add('files', sweepFiles(client, tables, without));
  // What is gone from a text stands in its index until that is written anew.
  if (tables.has('texts_words')) client.exec(`insert into texts_words (texts_words) values ('optimize')`);
  delete removed['marks'];
  return removed;
}

/** Notes about the contact, as the company's number or its own id tells. */
const theirNotes = `select note_id from notes where organization_id = @organizationId and contact = @id`;
const theirCopiedNotes = `select note_id from copied_notes where user_id = @userId`;
const aboutThem = `organization_id = @organizationId and json_valid(patch) and json_extract(patch, '$.contact') = @id`;

const toThem = `organization_id = @organizationId and json_valid(patch)
  and exists (select 1 from json_each(patch, '$.contacts') where value = @id)`;

/** What was decided about them goes, sent or not, and what the copy says of whom. */
const ofKnown: readonly Step[] = [
  mark('operations', `select 'notes', entry from operations where ${aboutThem}`),
  mark('copied_notes', `select 'notes', note_id from copied_notes where user_id = @userId`),
  {
    what: 'operations',
    of: ['operations', 'copied_notes'],
    sql: `delete from operations where entry in (${theirCopiedNotes})`,
  },
  {
    what: 'operations',
    of: ['operations', 'notes'],
    sql: `delete from operations where entry in (${theirNotes})`,
  },
  { what: 'operations', of: ['operations'], sql: `delete from operations where ${aboutThem}` },
  // A message to several goes on to the others.
  {
    what: 'operations',
    of: ['operations'],
    sql: `delete from operations where ${toThem} and json_array_length(patch, '$.contacts') = 1`,
  },
  {
    what: 'operations',
    of: ['operations'],
    sql: `update operations set patch = json_set(patch, '$.contacts', (
            select json_group_array(value) from json_each(patch, '$.contacts') where value <> @id)) where ${toThem}`,
  },
  // What rules found of them goes with its sentences; what waits for the company of it is not told any more.
  ...['rule_firings', 'loading_rule_firings'].map((table) => ({
    what: 'texts',
    of: [table],
    sql: `delete from "${table}" where user_id = @userId`,
  })),
  {
    what: 'texts',
    of: ['outgoing_verdicts'],
    sql: 'delete from outgoing_verdicts where contact_id = @userId',
  },
  ...['', 'loading_'].flatMap((place) => [
    {
      what: 'texts',
      of: [`${place}interventions`],
      sql: `update "${place}interventions" set content = null, despite = null, reply = null, decision_reason = null
             where user_id = @userId and coalesce(content, despite, reply, decision_reason) is not null`,
    },
    {
      what: 'texts',
      of: [`${place}incoming_mails`],
      sql: `update "${place}incoming_mails" set said = null, from_name = null, from_address = null, subject = null, words = null
             where user_id = @userId and coalesce(said, from_name, from_address, subject, words) is not null`,
    },
    {
      what: 'texts',
      of: [`${place}contact_departures`],
      sql: `delete from "${place}contact_departures" where user_id = @userId`,
    },
    {
      what: 'texts',
      of: [`${place}interventions`, `${place}intervention_steps`],
      sql: `update "${place}intervention_steps" set reply = null where reply is not null
               and run_id in (select run_id from "${place}interventions" where user_id = @userId)`,
    },
  ]),
  // Of what took place with several the rest stays.
  {
    what: 'operations',
    of: ['operations'],
    sql: `update operations set patch = json_set(patch, '$.activity.contacts', (
            select json_group_array(value) from json_each(patch, '$.activity.contacts') where value <> @id))
           where organization_id = @organizationId and json_valid(patch)
             and exists (select 1 from json_each(patch, '$.activity.contacts') where value = @id)`,
  },
  {
    what: 'operations',
    of: ['operations'],
    sql: `update operations set patch = json_set(patch, '$.mentions', (
            select json_group_array(json(case when value ->> '$.contact' = @id then 'null' else coalesce(value, 'null') end))
              from json_each(patch, '$.mentions')))
           where organization_id = @organizationId and json_valid(patch)
             and exists (select 1 from json_each(patch, '$.mentions') m where m.value ->> '$.contact' = @id)`,
  },
  {
    what: 'notes',
    of: ['notes'],
    sql: `update notes set text = @erasedText, contact = @keptAs where organization_id = @organizationId and contact = @id`,
  },
  ...['copied_notes', 'loading_notes'].map((table) => ({
    what: 'notes',
    of: [table],
    sql: `update "${table}" set text = @erasedText where user_id = @userId and text <> @erasedText`,
  })),
  ...['', 'loading_'].flatMap((place) => [
    {
      what: 'texts',
      of: [`${place}support_tickets`],
      sql: `update "${place}support_tickets" set subject = '' where user_id = @userId and subject <> ''`,
    },
    {
      what: 'texts',
      of: [`${place}survey_responses`],
      sql: `update "${place}survey_responses" set comment = null where @userId in (user_id, unlisted_user_id) and comment is not null`,
    },
    {
      what: 'contacts',
      of: [`${place}users`],
      sql: `update "${place}users" set name = @erasedContact, email = null, phone = null, title = null, role = 'member', attributes = null,
                   external_id = coalesce(@keptAs, external_id) where user_id = @userId and name <> @erasedContact`,
    },
  ]),
  {
    what: 'rows set aside',
    of: ['set_aside_rows'],
    sql: `delete from set_aside_rows where (table_name = 'users' and key = cast(@userId as text))
             or (json_valid(row) and json_extract(row, '$.user_id') = @userId)`,
  },
];

function mark(table: string, entries: string): Step {
  return {
    what: 'marks',
    of: ['entry_marks', table],
    sql: `insert or ignore into entry_marks (table_name, entry) ${entries}`,
  };
}

/**
 * Where nothing tells how texts name the person, or not all that they do: what was decided about the account and has reached the company goes, and
 * of a backup what the company has anyway.
 */
function ofUnknown(tables: ReadonlySet<string>): readonly Step[] {
  const isBackup = !tables.has('users');
  return [
    {
      what: 'operations',
      of: ['operations'],
      sql: 'delete from operations where organization_id = @organizationId and settled_at is not null',
    },
    ...(isBackup ? ['notes', 'pulses', 'score_overrides'] : []).map((table) => ({
      what: 'notes',
      of: [table],
      sql: `delete from "${table}" where organization_id = @organizationId`,
    })),
  ];
}
