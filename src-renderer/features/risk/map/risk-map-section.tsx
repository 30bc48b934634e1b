import { lazyRouteComponent } from '@tanstack/react-router';
import type { RiskScreen } from '../../../../src-preload/contract/risk/risk-screen';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { mapPoints } from './risk-map-points';

const chartHeight = 332;

const RiskMap = lazyRouteComponent(() => import('./risk-map'), 'RiskMap');

/** Where the money at risk is. Without a model it shows health instead, and says so. */
export function RiskMapSection({ book, onOpen }: { book: RiskScreen; onOpen: (accountId: number) => void }) {
  const axis = book.model ? 'probability' : 'score';
  const points = mapPoints(book.points, axis);
  const note = [
    axis === 'score' ? 'By health, as no probability is known yet' : null,
    book.total > points.length
      ? `${formatCount(points.length)} of ${formatPlural(book.total, 'account')} have a place here`
      : formatPlural(points.length, 'account'),
    'hover for the name, click to open',
  ];
  return (
    <Section
      title={axis === 'score' ? 'Health and revenue' : 'Probability and revenue'}
      note={note.filter(Boolean).join('; ')}
    >
      {points.length === 0 ? (
        <EmptyState title="Nothing to map" text="No account in sight has both a risk and revenue." />
      ) : (
        <ChartRoom height={chartHeight}>
          <RiskMap points={points} axis={axis} height={chartHeight} onOpen={onOpen} />
        </ChartRoom>
      )}
    </Section>
  );
}
