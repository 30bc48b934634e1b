import type { TimelineEntry } from '../../../../src-preload/contract/timeline';
import { Badge } from '../../../ui/badge';
import { ContactLink } from '../../../ui/contact-link';
import { formatInstant, formatTime } from '../../../ui/format/instant';
import { PendingBadge } from '../../../ui/pending-badge';
import { reasonWords, stageTitle, stageTone } from '../../../ui/words/message-words';
import { timelineIcons } from './timeline-icons';
import classes from './timeline-line.module.css';

interface TimelineLineProps {
  id: number;
  entry: TimelineEntry;
  showsContact: boolean;
}

/** One thing that happened: when, what, and what was written. */
export function TimelineLine({ id, entry, showsContact }: TimelineLineProps) {
  const { at, kind, isWholeDay, sentence, detail, contact, delivery, isPending } = entry;
  return (
    <div className={classes.line} data-kind={kind}>
      <span className={classes.icon}>{timelineIcons[kind]}</span>
      <div className={classes.words}>
        <p dir="auto">
          {sentence}{' '}
          {delivery && (
            <Badge
              tone={stageTone(delivery.stage)}
              title={reasonWords(delivery.stage, delivery.reason, delivery.channel)}
            >
              {stageTitle(delivery.stage)}
            </Badge>
          )}{' '}
          {isPending && <PendingBadge />}
        </p>
        {detail && (
          <p className={classes.detail} dir="auto">
            {detail}
          </p>
        )}
        {showsContact && contact && contact.name !== '' && (
          <p>
            <ContactLink account={id} contact={contact} />
          </p>
        )}
      </div>
      <span className={`${classes.time} faint number`} title={isWholeDay ? undefined : formatInstant(at)}>
        {isWholeDay ? '' : formatTime(at)}
      </span>
    </div>
  );
}
