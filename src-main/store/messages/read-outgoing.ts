import type { z } from 'zod';
import { launchPatchSchema } from '../../../src-preload/contract/interventions/message-patches';
import type {
  messageScopeSchema,
  outgoingLaunchSchema,
} from '../../../src-preload/contract/interventions/messages';
import type { ReadDb } from '../types';

type OutgoingLaunch = z.infer<typeof outgoingLaunchSchema>;

interface Row {
  readonly entry: string;
  readonly organizationId: number | null;
  readonly externalId: string | null;
  readonly account: string | null;
  readonly patch: string;
  readonly template: string | null;
  readonly madeAt: number;
  readonly isBeingTakenBack: number;
}

const waits = `p.kind = 'message.launch' and (p.state = 'pending' or (p.state = 'acknowledged' and not exists (
  select 1 from interventions i where i.occurrence = p.entry and i.organization_id = o.organization_id)))`;
const from = `from operations p left join organizations o on o.external_id = p.organization_external_id`;

/** Of one account, or of the accounts of one manager; neither: of all. */
export type MessageScope = z.infer<typeof messageScopeSchema>;

const asked = ({ organizationId, ownerId }: MessageScope) => ({
  organizationId: organizationId ?? null,
  ownerId: ownerId ?? null,
});
type Asked = ReturnType<typeof asked>;
const ofScope = `(@organizationId is null or o.organization_id = @organizationId) and (@ownerId is null or o.owner_id = @ownerId)`;

/** Launches that the company has not taken, or that are not in the copy yet; the earliest first. */
export function readOutgoing(db: ReadDb, scope: MessageScope): OutgoingLaunch[] {
  const rows = db
    .prepared<[Asked], Row>(
      `select p.entry, o.organization_id as organizationId, p.organization_external_id as externalId,
              coalesce(o.name, p.organization_name) as account, p.patch, p.made_at as madeAt,
              (select name from email_templates where template_id = json_extract(p.patch, '$.template')) as template,
              exists (select 1 from operations c where c.entry = p.entry and c.kind = 'message.cancel') as isBeingTakenBack
         ${from} where ${waits} and ${ofScope} order by p.seq limit 200`,
    )
    .all(asked(scope));
  return rows.map(({ patch, template, isBeingTakenBack, ...row }) => {
    const said = launchPatchSchema.partial().catch({}).parse(JSON.parse(patch));
    return {
      ...row,
      contacts: (said.contacts ?? []).map((id) => nameOf(db, row.organizationId, id)),
      what: said.subject ?? template ?? 'A message',
      isBeingTakenBack: isBeingTakenBack === 1,
    };
  });
}

export function countOutgoing(db: ReadDb, scope: MessageScope): number {
  return (
    db
      .prepared<[Asked], number>(`select count(*) ${from} where ${waits} and ${ofScope}`)
      .pluck()
      .get(asked(scope)) ?? 0
  );
}

function nameOf(db: ReadDb, organizationId: number | null, externalId: string): string {
  const found = db
    .prepared<[number | null, string], string>(
      'select name from users where organization_id = ? and external_id = ?',
    )
    .pluck()
    .get(organizationId, externalId);
  return found ?? externalId;
}
