import type { z } from 'zod';
import type { contactConsentsSchema } from '../../../src-preload/contract/interventions/messages';
import type { ReadDb } from '../types';

type Consents = z.infer<typeof contactConsentsSchema>;

/** What a contact agreed to or withdrew from, as it was written down of them; the latest first. */
export function readConsents(db: ReadDb, organizationId: number, contactId: number): Consents {
  const consents = db
    .prepared<[number, number], Consents['consents'][number]>(
      `select category, channel, state, basis, source, said_by as saidBy, author, recorded_at as "at" from communication_preferences
        where organization_id = ? and user_id = ? order by recorded_at desc, row_id limit 100`,
    )
    .all(organizationId, contactId);
  const waiting = db
    .prepared<[number, number], number>(
      `select exists (select 1 from operations p join users u on u.external_id = json_extract(p.patch, '$.contact')
                       where p.kind = 'consent.record' and p.state in ('pending', 'acknowledged')
                         and p.organization_id = ? and u.user_id = ?)`,
    )
    .pluck()
    .get(organizationId, contactId);
  return { consents, isPending: waiting === 1 };
}
