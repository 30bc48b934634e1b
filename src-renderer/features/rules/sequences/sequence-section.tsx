import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount } from '../../../ui/format/number';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import classes from '../rule-table.module.css';
import { exitsOf } from './exits-of';
import { sequenceStateWords } from './sequence-words';

/** The company's sequences, and how their people fare. */
export function SequenceSection() {
  const list = useQuery(trpc.sequences.list.queryOptions());
  return (
    <Section
      title="Sequences"
      note="Mails and tasks for one contact, one after the other, with waits between them"
      padding="flush"
    >
      <Loaded answer={list} waiting={<RowSkeletons count={2} />}>
        {({ sequences, notice }) => (
          <>
            {notice && <Alert color="yellow">{notice}</Alert>}
            {sequences.length === 0 ? (
              <EmptyState title="There is no sequence yet" />
            ) : (
              <FactTable
                columns={[
                  'Name',
                  'In plain words',
                  { name: 'Inside', align: 'right', help: 'Contacts of your accounts who are inside now' },
                  { name: 'Mails', align: 'right', help: 'Mails of it that went out' },
                  { name: 'Over', help: 'Why others are through, or went out' },
                  { name: 'Changed', help: 'When it was changed last, and who made it' },
                ]}
              >
                {sequences.map((sequence) => (
                  <SequenceRow key={sequence.id} sequence={sequence} />
                ))}
              </FactTable>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function SequenceRow({ sequence }: { sequence: ListedSequence }) {
  const { id, name, state, sentence, health, author, at, isPending } = sequence;
  const { word, tone, meaning } = sequenceStateWords[state];
  return (
    <tr data-tall>
      <th scope="row">
        <Link to="/sequences/$id" params={{ id }} dir="auto" className={classes.name}>
          {name}
        </Link>
        <span className={classes.below}>
          <Badge tone={tone} title={meaning}>
            {word}
          </Badge>{' '}
          {isPending && <PendingBadge />}
        </span>
      </th>
      <td data-room="wide">{sentence}</td>
      <td data-align="right" className="number">
        {formatCount(health.inside)}
      </td>
      <td data-align="right" className="number">
        {formatCount(health.sent)}
      </td>
      <td data-room="text">{exitsOf(health) || <span className="faint">–</span>}</td>
      <td>
        <Instant at={at} past />
        <span className={classes.author} title={author}>
          made by {author}
        </span>
      </td>
    </tr>
  );
}
