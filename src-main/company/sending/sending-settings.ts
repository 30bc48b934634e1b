import { z } from 'zod';
import { type Sending, type SendingChange, sendingSchema } from '../../../src-preload/contract/sending';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

const instant = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::float8`;

/** How the company sends, and whether it does. @throws StewardError `not_ready` at a company of an earlier version */
export async function readSending(session: CompanySession): Promise<Sending> {
  await requireMailRoom(session);
  const { rows } = await session.query<{ sending: unknown }>(
    `SELECT jsonb_build_object(
       'quietFrom', s.quiet_from, 'quietUntil', s.quiet_until, 'caps', s.caps, 'perDomainPerMinute', s.per_domain_per_minute,
       'unsubscribeUrl', s.unsubscribe_url, 'returnAddress', to_jsonb(s) -> 'return_address', 'mostSoftBounces', coalesce(to_jsonb(s) -> 'most_soft_bounces', '5'),
       'provedAt', ${instant('s.unsubscribe_proved_at')},
       'sender', (SELECT jsonb_build_object('name', b.brand ->> 'sender_name', 'address', b.brand ->> 'sender_address')
                    FROM customer_success.brand_settings b ORDER BY b.row_id DESC LIMIT 1),
       'stop', (SELECT jsonb_build_object('kind', t.kind, 'reason', t.reason, 'by', t.stopped_by, 'at', ${instant('t.stopped_at')})
                  FROM customer_success.sending_stops t WHERE t.released_at IS NULL AND t.rule_id IS NULL),
       'recalls', (SELECT coalesce(jsonb_agg(jsonb_build_object('login', r.login, 'machine', r.machine, 'endedAt', ${instant('r.ended_at')},
                                     'messages', r.messages, 'optOuts', r.opt_outs, 'suppressions', r.suppressions) ORDER BY r.began_at), '[]')
                     FROM customer_success.sending_recalls r
                    WHERE r.stop_id = (SELECT max(t.stop_id) FROM customer_success.sending_stops t WHERE t.kind = 'restored')),
       'mayChange', customer_success.is_admin(),
       'keepsSuppressions', customer_success.keeps_suppressions()) AS sending
       FROM customer_success.sending_settings s`,
  );
  return sendingSchema.parse(rows[0]?.sending);
}

const answerSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  reason: z.string().optional(),
  field: z.string().optional(),
  words: z.string().optional(),
});

const fieldNames: Readonly<Record<string, keyof SendingChange>> = {
  quiet_from: 'quietFrom',
  quiet_until: 'quietUntil',
  caps: 'caps',
  per_domain_per_minute: 'perDomainPerMinute',
  unsubscribe_url: 'unsubscribeUrl',
  worked_days: 'workedDays',
  personal_figures: 'personalFigures',
  return_address: 'returnAddress',
  most_soft_bounces: 'mostSoftBounces',
};
const namedFields: Partial<Record<keyof SendingChange, string>> = {
  unsubscribeUrl: 'The address to unsubscribe at',
  returnAddress: 'The return address',
};

/**
 * Sets what is given, and leaves the rest.
 * @throws StewardError `forbidden`, `conflict`; `invalid_input` with the field
 */
export async function setSending(session: CompanySession, rules: SendingChange): Promise<void> {
  await requireMailRoom(session);
  // What is undefined JSON leaves out.
  const patch = {
    quiet_from: rules.quietFrom,
    quiet_until: rules.quietUntil,
    caps: rules.caps,
    per_domain_per_minute: rules.perDomainPerMinute,
    unsubscribe_url: rules.unsubscribeUrl,
    worked_days: rules.workedDays,
    personal_figures: rules.personalFigures,
    return_address: rules.returnAddress,
    most_soft_bounces: rules.mostSoftBounces,
  };
  const { outcome, reason, field, words } = await asked(
    session,
    'set_sending($1::json)',
    JSON.stringify(patch),
  );
  if (outcome === 'applied') return;
  if (outcome === 'later') throw somebodyElse;
  if (reason === 'role') throw onlyAdmins;
  const name = fieldNames[field ?? ''];
  throw new StewardError(
    'invalid_input',
    `${(name && namedFields[name]) ?? 'A setting'} ${words ?? 'can’t be taken'}. Nothing was changed.`,
    name === undefined ? undefined : { [name]: words ?? 'can’t be taken' },
  );
}

/** Lets go of a stop of everything. @throws StewardError `forbidden`, `conflict` */
export async function releaseSending(session: CompanySession): Promise<void> {
  const { outcome } = await asked(session, 'release_sending($1::uuid)', null);
  if (outcome === 'later') throw somebodyElse;
  if (outcome === 'refused') throw onlyAdmins;
}

async function asked(session: CompanySession, call: string, value: unknown) {
  const { rows } = await session.query<{ answer: unknown }>(`SELECT customer_success.${call} AS answer`, [
    value,
  ]);
  return answerSchema.parse(rows[0]?.answer);
}

/** @throws StewardError `not_ready` at a company of an earlier version */
export async function requireMailRoom(session: CompanySession): Promise<void> {
  const { rows } = await session.query(
    `SELECT FROM pg_class WHERE oid = to_regclass('customer_success.unsubscribe_probes')`,
  );
  if (rows.length === 0)
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version. Run “steward company create” with this version first. Nothing was changed.',
    );
}

export const onlyAdmins = new StewardError(
  'forbidden',
  'How the company sends is for admins. Nothing was changed.',
);

export const somebodyElse = new StewardError(
  'conflict',
  'Somebody else is changing the same just now. Nothing was changed; try again.',
);
