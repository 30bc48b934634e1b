import {
  type Mentionable,
  mostMentionable,
  type StoredMention,
  storedMentionsSchema,
} from '../../../src-preload/contract/mentions';
import type { MentionWaiting, Waiting } from '../../engines/today/today-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { readOwnManager } from '../copy/membership';
import { readLogin } from '../copy/sync-state';
import { type WaitingRow, waitingByAccount } from '../desk/waiting-by-account';
import type { ReadDb, Tx } from '../types';

/** So many days one waits on Today: as long as what was done there stays done. */
export const mentionWaitsDays = 14;

/** Of a query over notes n: whether a contact of its account is mentioned. @param contact their number, as the query has it */
export const isMentioned = (
  contact: string,
) => `(n.mentions is not null and exists (select 1 from json_each(n.mentions) mm
  join users mx on mx.external_id = mm.value ->> '$.contact'
  where mx.organization_id = n.organization_id and mx.user_id = ${contact}))`;

/** @param text JSON of a note's mentions; null: it has none */
export function readStored(text: string | null): StoredMention[] {
  return text === null ? [] : storedMentionsSchema.catch([]).parse(JSON.parse(text));
}

/** Who is meant by each, with the name as it is now; null: a name alone, or somebody whom the copy knows no more. */
export function peopleMeant(
  db: ReadDb | Tx,
  organizationId: number,
  mentions: readonly StoredMention[],
): (Mentionable | null)[] {
  const colleague = db.prepared<[string], Omit<Mentionable, 'kind'>>(
    'select manager_id as id, name from managers where email = ?',
  );
  const contact = db.prepared<[number, string], Omit<Mentionable, 'kind'>>(
    'select user_id as id, name from users where organization_id = ? and external_id = ?',
  );
  return mentions.map((one) => {
    if (one === null) return null;
    if ('manager' in one) return asKind('colleague', colleague.get(one.manager));
    return asKind('contact', contact.get(organizationId, one.contact));
  });
}

function asKind(
  kind: Mentionable['kind'],
  person: Omit<Mentionable, 'kind'> | undefined,
): Mentionable | null {
  return person === undefined ? null : { kind, ...person };
}

/** Whoever of the team, but oneself, and of an account's contacts has a word that begins so; colleagues come first. */
export function readMentionable(db: ReadDb, organizationId: number, words: string): Mentionable[] {
  const asked = {
    ...{ organizationId, own: readOwnManager(db), most: mostMentionable },
    begins: `${likeOf(words)}%`,
    inside: `% ${likeOf(words)}%`,
  };
  const fits = (name: string) =>
    `trim(${name}) <> '' and (${name} like @begins escape '\\' or ${name} like @inside escape '\\')`;
  return db
    .prepared<[typeof asked], Mentionable>(
      `select kind, id, name from (
         select 'colleague' as kind, manager_id as id, name from managers where manager_id is not @own and ${fits('name')}
         union all
         select 'contact', user_id, name from users where organization_id = @organizationId and ${fits('name')})
        order by kind, name not like @begins escape '\\', name collate nocase, id limit @most`,
    )
    .all(asked);
}

const likeOf = (words: string) => words.replace(/[\\%_]/g, '\\$&');

/** A note in which a colleague mentions whoever is at this desktop. */
export interface MentionRow extends WaitingRow {
  readonly account: string;
  readonly noteId: string;
  readonly by: string;
}

/**
 * Notes of the last days in which colleagues mention whoever is at this desktop, the earliest mention first. What was put away
 * on Today as done was seen.
 */
export function readMentionRows(db: ReadDb, calendar: CompanyCalendar, today: number): MentionRow[] {
  const asked = {
    own: readOwnManager(db),
    login: readLogin(db),
    from: mentionsWaitFrom(calendar, today),
  };
  return db
    .prepared<[typeof asked], MentionRow>(
      `select n.organization_id as accountId, o.name as account, n.note_id as noteId, n.author as "by",
              min(m.value ->> '$.at') as since
         from notes n join organizations o on o.organization_id = n.organization_id, json_each(n.mentions) m
        where n.mentions is not null and n.author <> @login
          and m.value ->> '$.manager' = (select email from managers where manager_id = @own)
        group by n.note_id
       having since >= @from and since > coalesce((select max(d.at) from today_dispositions d
                where d.organization_id = n.organization_id and d.kind = 'mention' and d.state = 'done'), 0)
        order by since, n.note_id`,
    )
    .all(asked);
}

/** The first instant of which a mention waits still, in milliseconds since 1970. */
export function mentionsWaitFrom(calendar: CompanyCalendar, today: number): number {
  return calendar.startOf(today - mentionWaitsDays + 1);
}

/** The same by account. */
export function readMentionsWaiting(
  db: ReadDb,
  calendar: CompanyCalendar,
  today: number,
): ReadonlyMap<number, Waiting<MentionWaiting>> {
  return waitingByAccount(readMentionRows(db, calendar, today), calendar, ({ noteId, by, since }, dayOf) => ({
    ...{ noteId, by, day: dayOf(since) },
  }));
}
