import type { MessageChannel } from '../../../src-preload/contract/channels';
import type { AccountToWriteTo } from '../../../src-preload/contract/interventions/launch';
import type { ReadDb } from '../types';

type Choice = AccountToWriteTo['contacts'][number];

const mostOfAccount = 50;
const lately = 7 * 24 * 3_600_000;
const isThere = 'u.organization_id = @organizationId and u.deactivated_at is null and u.is_internal is not 1';
/** What a channel needs of a contact in the list; the others, and who subscribed, only the company knows. */
const needed: Readonly<Partial<Record<MessageChannel, string>>> = {
  email: `trim(coalesce(u.email, '')) <> ''`,
  sms: `trim(coalesce(u.phone, '')) <> ''`,
};

/**
 * Whom accounts have to write to: champions before admins before others, with what each had of late by this copy.
 * @param now milliseconds since 1970 @returns those that are in the copy, in the order asked for
 */
export function readLaunchChoices(
  db: ReadDb,
  organizationIds: readonly number[],
  now: number,
  channel: MessageChannel = 'email',
): AccountToWriteTo[] {
  const canBeWrittenTo = [isThere, needed[channel] ?? 'true'].join(' and ');
  return organizationIds.flatMap((organizationId) => {
    const account = db
      .prepared<[number], { organizationId: number; externalId: string; name: string }>(
        `select organization_id as organizationId, external_id as externalId, name from organizations where organization_id = ?`,
      )
      .get(organizationId);
    if (account === undefined) return [];
    const asked = { organizationId, from: now - lately };
    const contacts = db
      .prepared<[typeof asked], Choice>(
        `select u.user_id as contactId, u.name, u.title, u.role, u.email,
                (select count(*) from interventions i join users s on s.user_id = i.user_id
                  where (s.user_id = u.user_id or lower(trim(s.email)) = lower(trim(u.email)))
                    and i.counted_at > @from) as lately,
                (select max(i.sent_at) from interventions i where i.user_id = u.user_id) as lastAt
           from users u where ${canBeWrittenTo}
          order by case u.role when 'champion' then 0 when 'admin' then 1 else 2 end, u.name collate nocase, u.user_id
          limit ${mostOfAccount}`,
      )
      .all(asked);
    const total = db
      .prepared<[typeof asked], number>(
        `select count(*) from users u where ${canBeWrittenTo} and @from is not null`,
      )
      .pluck()
      .get(asked);
    return [{ ...account, contacts, more: (total ?? 0) - contacts.length }];
  });
}
