import type { TimelineKind, TimelinePlace } from '../../../src-preload/contract/timeline';
import type { PlacedFact, TimelineFact } from '../../engines/timeline/timeline-fact';
import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb } from '../types';

/** Which entries of a timeline, of those behind a place. */
export interface TimelineScope {
  readonly organizationId: number;
  /** Null: the account as a whole, with all its contacts. */
  readonly contactId: number | null;
  readonly byPeople: boolean;
  readonly before: TimelinePlace;
  readonly limit: number;
  readonly calendar: CompanyCalendar;
}

/** One table's entries, the newest first, at most as many as are asked for. */
export interface TimelineSource {
  readonly kind: TimelineKind;
  /** None of a person of the team is among them. */
  readonly neverByPeople?: boolean;
  /** They are about the account alone. */
  readonly neverOfContacts?: boolean;
  read(db: ReadDb, scope: TimelineScope): PlacedFact[];
}

/** Columns that every source's statement names. */
interface CommonRow {
  readonly at: number;
  readonly key: string;
  readonly contactId: number | null;
  readonly contactName: string | null;
  readonly author: string | null;
}

/** How a table is read: `of` is all behind `select`, with its conditions but those of the place. */
interface SourceQuery {
  readonly select: string;
  readonly of: string;
  readonly at: string;
  readonly key: string;
  /** A column of the contact's number, by which it is narrowed; none: the table knows no contacts. */
  readonly contact?: string;
  /** Its statement names a contact all the same, and narrows by itself. */
  readonly names?: boolean;
  /** Which of its rows people of the team did; none: all. */
  readonly byPeople?: string;
}

const ofUsers = 'u.user_id as contactId, u.name as contactName';

/** Rows by an instant. */
export function rowsByInstant<Own>(
  db: ReadDb,
  query: SourceQuery,
  scope: TimelineScope,
): (Own & CommonRow)[] {
  return readRows(db, query, scope, scope.before);
}

/** Rows by a day, which lie at its beginning. */
export function rowsByDay<Own>(db: ReadDb, query: SourceQuery, scope: TimelineScope): (Own & CommonRow)[] {
  const { calendar, before } = scope;
  const day = calendar.dayOf(before.at);
  // Later than its beginning: the day's own rows are still to come.
  const place = calendar.startOf(day) < before.at ? { at: day + 1, key: '' } : { at: day, key: before.key };
  return readRows<Own>(db, query, scope, place).map((row) => ({ ...row, at: calendar.startOf(row.at) }));
}

function readRows<Own>(
  db: ReadDb,
  { select, of, at, key, contact, names, byPeople }: SourceQuery,
  { organizationId, contactId, byPeople: onlyPeople, limit }: TimelineScope,
  place: TimelinePlace,
): (Own & CommonRow)[] {
  const asked = { organizationId, contactId, limit, ...place };
  const who = contact === undefined && names !== true ? 'null as contactId, null as contactName' : ofUsers;
  const narrowed = [
    ...(contactId !== null && contact !== undefined ? [`${contact} = @contactId`] : []),
    ...(onlyPeople && byPeople !== undefined ? [byPeople] : []),
    `${at} <= @at and (${at} < @at or ${key} < @key)`,
  ];
  return db
    .prepared<[typeof asked], Own & CommonRow>(
      `select ${at} as at, ${key} as key, ${who}, ${select}
         from ${of} and ${narrowed.join(' and ')} order by ${at} desc, ${key} desc limit @limit`,
    )
    .all(asked);
}

/** A row as it stands in the timeline. */
export function placed(
  { at, key, contactId, contactName, author }: CommonRow,
  fact: TimelineFact,
  more: Partial<Pick<PlacedFact, 'isWholeDay' | 'delivery' | 'isPending'>> = {},
): PlacedFact {
  return {
    at,
    key,
    author,
    contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
    isWholeDay: false,
    delivery: null,
    isPending: false,
    ...more,
    fact,
  };
}
