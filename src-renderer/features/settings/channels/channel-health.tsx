import type { ChannelHealth } from '../../../../src-preload/contract/channels';
import { Instant } from '../../../ui/day';
import { formatPlural } from '../../../ui/format/number';

/** How messages of a channel fare, as this copy has them. */
export function ChannelHealthLines({ health }: { health: ChannelHealth }) {
  const { waiting, sent, notSent, lastSentAt, lastTrouble } = health;
  return (
    <ul aria-label="How it fares">
      <li>
        {formatPlural(sent, 'message')} went in the last 7 days
        {lastSentAt !== null && (
          <>
            , the last one <Instant at={lastSentAt} past />
          </>
        )}
        .
      </li>
      {waiting > 0 && <li>{formatPlural(waiting, 'message')} under way or waiting.</li>}
      {notSent > 0 && <li>{formatPlural(notSent, 'message')} did not go, or nobody knows.</li>}
      {lastTrouble !== null && (
        <li>
          Last trouble, <Instant at={lastTrouble.at} past />: “<bdi>{lastTrouble.words}</bdi>”
        </li>
      )}
    </ul>
  );
}
