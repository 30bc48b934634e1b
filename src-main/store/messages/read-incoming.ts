import type { z } from 'zod';
import type {
  contactDepartureSchema,
  IncomingMail,
  incomingInputSchema,
} from '../../../src-preload/contract/interventions/incoming';
import type { RepliesWaiting } from '../../engines/today/today-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { dayOrNull, formatDay } from '../../lib/day';
import { objects } from '../accounts/objections';
import type { ReadDb, Tx } from '../types';

type Choice = z.infer<typeof incomingInputSchema>;

/** What was decided last about a reply here, where the copy doesn’t have it yet: 1 answered, 0 not. */
const decided = `(select json_extract(p.patch, '$.answered') from operations p
  where p.kind = 'reply.settle' and p.entry = m.mail_id and p.state in ('pending', 'acknowledged') order by p.seq desc limit 1)`;

/** Of a query over contact_departures d: whether somebody here has said that they are there, and the copy doesn’t have it yet. */
const settling = `exists (select 1 from operations p where p.kind = 'departure.settle' and p.entry = d.departure_id
  and p.state in ('pending', 'acknowledged'))`;

/** Of a query over incoming_mails m. */
const waits = `(m.kind = 'reply' and coalesce(${decided} = 0, m.answered_at is null))`;

const from = `from incoming_mails m join organizations o on o.organization_id = m.organization_id
  left join users u on u.user_id = m.user_id
  left join interventions i on i.run_id = m.run_id
  left join email_templates t on t.template_id = i.template_id
  left join contact_departures d on d.mail_id = m.mail_id and d.settled_at is null`;

const groups: Readonly<Record<Choice['group'], string>> = {
  waiting: waits,
  replies: `m.kind = 'reply'`,
  machines: `m.kind <> 'reply'`,
  all: 'true',
};

interface Row extends Omit<IncomingMail, 'followed' | 'untilDay' | 'departure' | 'isWaiting' | 'isPending'> {
  readonly departureId: string | null;
  readonly isSettling: number;
  readonly did: string;
  readonly untilDay: number | null;
  readonly isWaiting: number;
  readonly isPending: number;
}

const shown = `m.mail_id as mailId, m.organization_id as organizationId, o.external_id as externalId, o.name as account,
  m.user_id as contactId, u.name as contact, u.email as address, d.departure_id as departureId,
  ${settling} as isSettling, m.run_id as runId, coalesce(json_extract(i.content, '$.subject'), t.name) as about, m.kind,
  m.came_at as cameAt, m.status, m.said, m.until_day as untilDay, m.hint, m.from_name as fromName, m.from_address as fromAddress,
  m.subject, m.words, m.did, m.answered_at as answeredAt, m.answered_by as answeredBy, ${waits} as isWaiting,
  ${decided} is not null as isPending`;

/** What came back, the latest first; replies that wait, the earliest first: they have waited longest. */
export function readIncoming(
  db: ReadDb,
  { group, organizationId, contactId, ownerId, offset, limit }: Choice,
): { total: number; mails: IncomingMail[] } {
  const where = `where ${groups[group]} and (@organizationId is null or m.organization_id = @organizationId)
    and (@contactId is null or m.user_id = @contactId) and (@ownerId is null or o.owner_id = @ownerId)`;
  const asked = {
    organizationId: organizationId ?? null,
    contactId: contactId ?? null,
    ownerId: ownerId ?? null,
  };
  const order = group === 'waiting' ? 'm.came_at, m.row_id' : 'm.came_at desc, m.row_id desc';
  const total = db.prepared<[typeof asked], number>(`select count(*) ${from} ${where}`).pluck().get(asked);
  const mails = db
    .prepared<[typeof asked & { offset: number; limit: number }], Row>(
      `select ${shown} ${from} ${where} order by ${order} limit @limit offset @offset`,
    )
    .all({ ...asked, offset, limit });
  return { total: total ?? 0, mails: mails.map(mailOf) };
}

/** What came back to one message, the earliest first. */
export function readIncomingOf(db: ReadDb, runId: string): IncomingMail[] {
  return db
    .prepared<[string], Row>(
      `select ${shown} ${from} where m.run_id = ? order by m.came_at, m.row_id limit 100`,
    )
    .all(runId)
    .map(mailOf);
}

function mailOf({ did, untilDay, departureId, isSettling, isWaiting, isPending, ...row }: Row): IncomingMail {
  return {
    ...row,
    departure: departureId === null ? null : { departureId, isPending: isSettling === 1 },
    untilDay: dayOrNull(untilDay),
    followed: JSON.parse(did),
    isWaiting: isWaiting === 1,
    isPending: isPending === 1,
  };
}

export function countWaitingReplies(db: ReadDb, ownerId: number | null): number {
  return (
    db
      .prepared<[number | null, number | null], number>(
        `select count(*) from incoming_mails m join organizations o on o.organization_id = m.organization_id
          where ${waits} and (? is null or o.owner_id = ?)`,
      )
      .pluck()
      .get(ownerId, ownerId) ?? 0
  );
}

/** Who wrote back and waits for an answer, by account. */
export function readWaitingReplies(
  db: ReadDb,
  calendar: CompanyCalendar,
): ReadonlyMap<number, RepliesWaiting> {
  const rows = db
    .prepared<
      [],
      { accountId: number; name: string | null; role: string | null; cameAt: number; words: string | null }
    >(
      `select m.organization_id as accountId, u.name, case when ${objects('u')} then 'member' else u.role end as role, m.came_at as cameAt, m.words
         from incoming_mails m left join users u on u.user_id = m.user_id where ${waits} order by m.came_at, m.row_id`,
    )
    .all();
  const waiting = new Map<number, RepliesWaiting>();
  for (const { accountId, name, role, cameAt, words } of rows) {
    const day = calendar.dayOf(cameAt);
    const known = waiting.get(accountId);
    waiting.set(accountId, {
      first: known?.first ?? { name, day, words, isChampion: role === 'champion' },
      count: (known?.count ?? 0) + 1,
      ...{ latestDay: day, latestAt: cameAt },
    });
  }
  return waiting;
}

/** Messages that servers take nothing of, since an instant. */
export function countBlocked(db: ReadDb, since: number, ownerId: number | null): number {
  return (
    db
      .prepared<[number, number | null, number | null], number>(
        `select count(*) from incoming_mails m join organizations o on o.organization_id = m.organization_id
          where m.kind = 'blocked' and m.came_at > ? and (? is null or o.owner_id = ?)`,
      )
      .pluck()
      .get(since, ownerId, ownerId) ?? 0
  );
}

/** The account of a reply; undefined for what is none, or is not in the copy. */
export function readReply(tx: Tx, mailId: string): { organizationId: number } | undefined {
  return tx
    .prepared<[string], { organizationId: number }>(
      `select organization_id as organizationId from incoming_mails where mail_id = ? and kind = 'reply'`,
    )
    .get(mailId);
}

type Departure = z.infer<typeof contactDepartureSchema>['departure'];

/** That a mail says of a contact that they are there no more, as long as it stands. */
export function readDeparture(db: ReadDb, organizationId: number, contactId: number): Departure {
  const found = db
    .prepared<
      [number, number],
      { departureId: string; how: 'bounced' | 'gone'; noticedOn: number; isPending: number }
    >(
      `select d.departure_id as departureId, d.how, d.noticed_on as noticedOn,
              ${settling} as isPending
         from contact_departures d where d.organization_id = ? and d.user_id = ? and d.settled_at is null`,
    )
    .get(organizationId, contactId);
  return found === undefined
    ? null
    : {
        departureId: found.departureId,
        organizationId,
        how: found.how,
        day: formatDay(found.noticedOn),
        isPending: found.isPending === 1,
      };
}

/** @returns undefined for one that is over, or not in the copy */
export function readStandingDeparture(tx: Tx, departureId: string): { organizationId: number } | undefined {
  return tx
    .prepared<[string], { organizationId: number }>(
      `select organization_id as organizationId from contact_departures where departure_id = ? and settled_at is null`,
    )
    .get(departureId);
}
