import { Link } from '@tanstack/react-router';
import type { BookReport } from '../../../../src-preload/contract/reports/books';
import { useOwnerChoice } from '../../../api/owner-choice';
import { FigureValue } from './figure-value';
import type { LoadFigure } from './load-figures';

interface OwnFigureProps {
  figure: LoadFigure;
  own: NonNullable<BookReport['own']>;
}

/** A figure of one's own book, which leads to the accounts or the work that make it. */
export function OwnFigure({ figure, own }: OwnFigureProps) {
  const { choose } = useOwnerChoice();
  const { opens } = figure;
  const value = <FigureValue figure={figure} of={own} />;
  // CTAs and tasks are of whom one chose last.
  const mine = () => choose('mine');
  switch (opens.to) {
    case '/accounts':
      return (
        <Link to="/accounts" search={{ filter: { ...opens.filter, ownerIds: [own.ownerId] } }}>
          {value}
        </Link>
      );
    case '/ctas':
      return (
        <Link to="/ctas" onClick={mine}>
          {value}
        </Link>
      );
    case '/tasks':
      return (
        <Link to="/tasks" search={opens.group === undefined ? {} : { group: opens.group }} onClick={mine}>
          {value}
        </Link>
      );
  }
}
