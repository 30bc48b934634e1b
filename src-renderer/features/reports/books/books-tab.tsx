import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  type BookReport,
  fewestOwners,
  type Load,
  type Together,
} from '../../../../src-preload/contract/reports/books';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import classes from '../reports-screen.module.css';
import { BooksThenSection } from './books-then-section';
import { FigureValue } from './figure-value';
import { loadFigures } from './load-figures';
import { OwnFigure } from './own-figure';

/** What there is to look after, and whose accounts were and are. @param asOf the day to which the copy reaches */
export function BooksTab({ asOf }: { asOf: string | null }) {
  return (
    <SectionStack>
      <BooksNow />
      {asOf !== null && <BooksThenSection asOf={asOf} />}
    </SectionStack>
  );
}

/** One's own book, and what all others have together. */
function BooksNow() {
  const report = useQuery(trpc.reports.books.queryOptions());
  return (
    <Section
      title="Books of business"
      note="What there is to look after now. Your own figures are seen by you alone; others’ only together"
      padding="flush"
    >
      <Loaded answer={report} waiting={<RowSkeletons count={6} />}>
        {(data) => (
          <>
            {isEmpty(data) ? <EmptyState title={othersWords(data)} /> : <BookTable report={data} />}
            <Notes report={data} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function isEmpty({ own, others, nobody }: BookReport): boolean {
  return own === null && others === null && nobody === null;
}

function BookTable({ report: { own, others, segments, otherSegments, nobody } }: { report: BookReport }) {
  return (
    <FactTable
      columns={['Whose', ...loadFigures.map(({ name, help }) => ({ name, align: 'right' as const, help }))]}
    >
      {own && (
        <Row name="Your own">
          {loadFigures.map((figure) => (
            <td key={figure.key} data-align="right">
              <OwnFigure figure={figure} own={own} />
            </td>
          ))}
        </Row>
      )}
      {others && <SumRow name={`All others, ${ownersWords(others)}`} of={others} />}
      {others && <MeanRow of={others} />}
      {segments.map((group) => (
        <SumRow
          key={group.segment ?? ''}
          name={`${group.segment ?? 'No segment'}, ${ownersWords(group)}`}
          of={group}
        />
      ))}
      {otherSegments && <SumRow name={`Other segments, ${ownersWords(otherSegments)}`} of={otherSegments} />}
      {nobody && (
        <Row name={<span className="soft">Nobody</span>}>
          <Figures of={nobody} />
        </Row>
      )}
    </FactTable>
  );
}

function Row({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {children}
    </tr>
  );
}

function SumRow({ name, of: { sum } }: { name: string; of: Together }) {
  return (
    <Row name={name}>
      <Figures of={sum} />
    </Row>
  );
}

function MeanRow({ of: { mean } }: { of: Together }) {
  return (
    <Row name={<span className="soft">Mean of a book of theirs</span>}>
      {loadFigures.map(({ key }) => (
        <td key={key} data-align="right">
          {key === 'arr' ? <Money amount={mean.arr} exact /> : formatCount(mean[key], 1)}
        </td>
      ))}
    </Row>
  );
}

function Figures({ of }: { of: Load }) {
  return loadFigures.map((figure) => (
    <td key={figure.key} data-align="right">
      <FigureValue figure={figure} of={of} />
    </td>
  ));
}

/** Why there is less than one may look for. */
function Notes({ report }: { report: BookReport }) {
  const words = [
    ...(report.arePersonalShown
      ? []
      : ['Figures of one’s own are ended for everybody by an admin (Settings, Team).']),
    ...(report.others === null && !isEmpty(report) ? [othersWords(report)] : []),
  ];
  if (words.length === 0) return null;
  return (
    <ul className={`${classes.notes} ${classes.beneath}`}>
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

function othersWords({ otherOwners }: BookReport): string {
  if (otherOwners === 0) return 'You see no book of others';
  return `You see ${formatPlural(otherOwners, 'other owner')}: figures of several are shown from ${fewestOwners} on, so that nobody is told apart`;
}

function ownersWords({ owners }: Together): string {
  return formatPlural(owners, 'owner');
}
