import { z } from 'zod';
import {
  type Channel,
  channelSchema,
  ownChannels,
  type SetChannel,
} from '../../../src-preload/contract/channels';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { somebodyElse } from '../sending/sending-settings';

const readSchema = z.object({
  mayChange: z.boolean(),
  channels: z.array(
    z.object({
      channel: z.string(),
      address: z.string().nullable(),
      host: z.string().nullable(),
      gone_at: z.number().nullable(),
      /** A company of before knows of none. */
      account: z.string().nullable().default(null),
      sender: z.string().nullable().default(null),
    }),
  ),
});

export interface CompanyChannels {
  readonly channels: readonly Channel[];
  readonly mayChange: boolean;
}

/** The company's channels beside mail. @throws StewardError `not_ready` at a company of an earlier version */
export async function readChannels(session: CompanySession): Promise<CompanyChannels> {
  await requireChannels(session);
  const { rows } = await session.query<{ said: unknown }>(
    `SELECT jsonb_build_object('channels', customer_success.channels(), 'mayChange', customer_success.is_admin()) AS said`,
  );
  const { channels, mayChange } = readSchema.parse(rows[0]?.said);
  const known = new Map(channels.map((found) => [found.channel, found]));
  return {
    mayChange,
    channels: ownChannels.map((channel) => {
      const found = known.get(channel) ?? {
        address: null,
        host: null,
        gone_at: null,
        account: null,
        sender: null,
      };
      const { gone_at: goneAt, ...set } = found;
      return channelSchema.parse({ ...set, channel, goneAt });
    }),
  };
}

const answerSchema = z.object({
  outcome: z.enum(['applied', 'refused', 'later']),
  reason: z.string().optional(),
  words: z.string().optional(),
  field: z.string().optional(),
});

/**
 * Sets where a channel leads; null: nowhere any more.
 * @throws StewardError `forbidden`, `conflict`; `invalid_input` with the field
 */
export async function setChannel(session: CompanySession, { channel, ...patch }: SetChannel): Promise<void> {
  await requireChannels(session);
  const { rows } = await session.query<{ answer: unknown }>(
    'SELECT customer_success.set_channel($1, $2::json) AS answer',
    [channel, JSON.stringify(patch)],
  );
  const {
    outcome,
    reason,
    words = 'can’t be taken',
    field = 'address',
  } = answerSchema.parse(rows[0]?.answer);
  if (outcome === 'applied') return;
  if (outcome === 'later') throw somebodyElse;
  if (reason === 'role')
    throw new StewardError('forbidden', 'Where messages lead is for admins. Nothing was changed.');
  throw new StewardError('invalid_input', `The ${field} ${words}. Nothing was changed.`, { [field]: words });
}

async function requireChannels(session: CompanySession): Promise<void> {
  const { rows } = await session.query(
    `SELECT FROM pg_class WHERE oid = to_regclass('customer_success.channel_settings')`,
  );
  if (rows.length === 0)
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version. Run “steward company create” with this version first. Nothing was changed.',
    );
}
