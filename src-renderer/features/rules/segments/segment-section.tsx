import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ListedSegment } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Instant } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import classes from '../rule-table.module.css';
import { allUsers, segmentSentence, usedByWords } from './segment-words';

/** Saved conditions by which accounts are chosen. */
export function SegmentSection() {
  const list = useQuery(trpc.segments.list.queryOptions());
  return (
    <Section
      title="Segments"
      note="Saved conditions: rules ask whether an account is in one, and the list of accounts is narrowed by them"
      padding="flush"
    >
      <Loaded answer={list} waiting={<RowSkeletons count={2} />}>
        {({ segments }) =>
          segments.length === 0 ? (
            <EmptyState title="There is no segment yet" />
          ) : (
            <FactTable
              columns={[
                'Name',
                'In plain words',
                'Used by',
                { name: 'Changed', help: 'When it was changed last, and who made it' },
              ]}
            >
              {segments.map((segment) => (
                <SegmentRow key={segment.id} segment={segment} />
              ))}
            </FactTable>
          )
        }
      </Loaded>
    </Section>
  );
}

function SegmentRow({ segment }: { segment: ListedSegment }) {
  const { id, name, sentence, usedBy, author, at, isPending } = segment;
  return (
    <tr data-tall>
      <th scope="row">
        <Link to="/segments/$id" params={{ id }} dir="auto" className={classes.name}>
          {name}
        </Link>
        {isPending && <PendingBadge />}
      </th>
      <td data-room="wide">{segmentSentence(sentence)}</td>
      <td title={usedByWords(usedBy)}>
        <span className={classes.uses}>{countUses(usedBy)}</span>
      </td>
      <td>
        <Instant at={at} past />
        <span className={classes.author} title={author}>
          made by {author}
        </span>
      </td>
    </tr>
  );
}

function countUses(usedBy: ListedSegment['usedBy']): string {
  const users = allUsers(usedBy);
  const [first = 'nothing'] = users;
  return users.length < 2 ? first : `${users.length} rules and others`;
}
