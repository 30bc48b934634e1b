import type { SendingState } from '../../../src-preload/contract/interventions/messages';
import type { ReadDb } from '../types';
import { countWaitingReplies } from './read-incoming';
import { readMessages } from './read-messages';
import { countOutgoing, type MessageScope } from './read-outgoing';

interface StopRow extends Omit<SendingState['stops'][number], 'isBeingReleased'> {
  readonly isBeingReleased: number;
}

const onItsWay = `p.state in ('pending', 'acknowledged')`;

/** What stands stopped, and how much of each kind there is. @param now milliseconds since 1970 */
export function readSending(db: ReadDb, scope: MessageScope, now: number): SendingState {
  const stops = db
    .prepared<[], StopRow>(
      `select s.rule_id as ruleId, r.name as ruleName, s.kind, s.reason, s.stopped_by as "by", s.stopped_at as "at",
              s.leaving, exists (select 1 from operations p where p.kind = 'sending.release' and ${onItsWay}
                                    and json_extract(p.patch, '$.rule') is s.rule_id) as isBeingReleased
         from sending_stops s left join rules r on r.rule_id = s.rule_id
        where s.released_at is null order by s.rule_id is not null, s.stopped_at limit 200`,
    )
    .all();
  const isBeingStopped =
    db
      .prepared<[], number>(
        `select exists (select 1 from operations p where p.kind = 'sending.stop' and p.state = 'pending'
                           and json_extract(p.patch, '$.rule') is null)`,
      )
      .pluck()
      .get() === 1;
  const count = (group: 'approvals' | 'waiting') =>
    readMessages(db, { ...scope, group, offset: 0, limit: 1 }, now).total;
  const unknown = readMessages(
    db,
    { ...scope, group: 'all', stages: ['unknown'], offset: 0, limit: 1 },
    now,
  ).total;
  return {
    stops: stops.map((stop) => ({ ...stop, isBeingReleased: stop.isBeingReleased === 1 })),
    isBeingStopped,
    counts: {
      approvals: count('approvals'),
      waiting: count('waiting'),
      unknown,
      outgoing: countOutgoing(db, scope),
      replies: countWaitingReplies(db, scope.ownerId ?? null),
    },
  };
}
