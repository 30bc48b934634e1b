import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  type FoundText,
  type FoundTextKind,
  foundTextKindWords,
} from '../../../../src-preload/contract/texts';
import type { TimelineKind } from '../../../../src-preload/contract/timeline';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { dayOfInstant, formatDay } from '../../../ui/format/day';
import { MarkedText } from '../../../ui/marked-text';
import { RowSkeletons } from '../../../ui/skeletons';
import { timelineIcons } from './timeline-icons';
import classes from './timeline-line.module.css';
import lists from './timeline-list.module.css';

const iconOf: Readonly<Record<FoundTextKind, TimelineKind>> = {
  note: 'note',
  message: 'message',
  reply: 'reply',
  cta: 'cta',
  task: 'cta',
  ticket: 'ticket',
  survey: 'survey',
};

/** What scrolls has to be reached by the keyboard, and has a name. */
const reachable = { role: 'group', 'aria-label': 'What was found', tabIndex: 0 } as const;

interface FoundListProps {
  id: number;
  search: string;
  /** Of this contact alone. */
  contactId: number | undefined;
}

/** What was written of an account, or of one of its contacts, that has the words, the best first. */
export function FoundList({ id, search, contactId }: FoundListProps) {
  const found = useQuery({
    ...trpc.account.texts.queryOptions(
      { id, search, ...(contactId === undefined ? {} : { contactId }) },
      { staleTime: 0 },
    ),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded answer={found} waiting={<RowSkeletons count={4} />}>
      {({ texts }) =>
        texts.length === 0 ? (
          <EmptyState
            title="Nothing has these words"
            text="Three letters or more are looked for, each word as the beginning of one. Between quotes they have to stand just so."
          />
        ) : (
          <div className={lists.room} {...reachable}>
            <ol className={lists.list}>
              {texts.map((text) => (
                <FoundLine key={text.id} text={text} />
              ))}
            </ol>
          </div>
        )
      }
    </Loaded>
  );
}

function FoundLine({ text: { kind, at, parts } }: { text: FoundText }) {
  return (
    <li className={classes.line} data-kind={kind}>
      <span className={classes.icon}>{timelineIcons[iconOf[kind]]}</span>
      <div className={classes.words}>
        <p dir="auto">
          <MarkedText parts={parts} />
        </p>
        <p className="faint">{foundTextKindWords[kind]}</p>
      </div>
      <span className={`${classes.time} faint number`}>{formatDay(dayOfInstant(at))}</span>
    </li>
  );
}
