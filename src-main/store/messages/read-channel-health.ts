import type { ChannelHealth } from '../../../src-preload/contract/channels';
import type { ReadDb } from '../types';

const sevenDays = 7 * 24 * 3_600_000;

/** How messages of a channel fared of late, as this copy has them. @param now milliseconds since 1970 */
export function readChannelHealth(db: ReadDb, channel: string, now: number): ChannelHealth {
  const since = now - sevenDays;
  const counts = db
    .prepared<[{ channel: string; since: number }], Omit<ChannelHealth, 'lastTrouble'>>(
      `select count(*) filter (where stage in ('waiting', 'claimed', 'dot')) as waiting,
              count(*) filter (where stage = 'sent' and sent_at >= @since) as sent,
              count(*) filter (where stage in ('refused', 'unknown') and changed_at >= @since) as notSent,
              max(sent_at) filter (where stage = 'sent') as lastSentAt
         from interventions where channel = @channel`,
    )
    .get({ channel, since });
  const lastTrouble = db
    .prepared<[string, number], { at: number; words: string }>(
      `select changed_at as at, reply as words from interventions
        where channel = ? and reply is not null and changed_at >= ?
          and (stage in ('refused', 'unknown') or (stage = 'waiting' and reason in ('put_off', 'unreached', 'not_now', 'no_channel')))
        order by changed_at desc limit 1`,
    )
    .get(channel, since);
  const { waiting = 0, sent = 0, notSent = 0, lastSentAt = null } = counts ?? {};
  return { waiting, sent, notSent, lastSentAt, lastTrouble: lastTrouble ?? null };
}
