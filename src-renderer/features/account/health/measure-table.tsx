import { useEffect, useRef } from 'react';
import type { Breakdown, DimensionScore, MeasureScore } from '../../../../src-preload/contract/health';
import {
  type Dimension,
  type MeasureId,
  measureCatalogue,
} from '../../../../src-preload/contract/health-config';
import { movedWords } from '../../../../src-preload/contract/words';
import { formatScore, formatShare } from '../../../ui/format/number';
import { measureValue } from '../../../ui/measure-value';
import { dimensionWords, missingWords } from '../../../ui/words/health-words';
import { lastContactOf } from '../../../ui/words/last-contact-words';
import classes from './measure-table.module.css';

interface MeasureTableProps {
  breakdown: Breakdown;
  /** Only this dimension's measures; null shows all. */
  only: Dimension | null;
  /** The measure that was asked for: it is brought into sight and takes the focus. `asked` tells two askings apart. */
  wanted: { measure: MeasureId; asked: number } | null;
}

/** Every measure from its raw value to its points of the score. The contributions shown add up to the score shown. */
export function MeasureTable({ breakdown, only, wanted }: MeasureTableProps) {
  const dimensions = breakdown.dimensions.filter(({ id }) => only === null || id === only);
  return (
    <table className={classes.table} aria-label="Measures of the score">
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col">Value</th>
          <th scope="col" title="0 to 100, by the configured breakpoints">
            Points
          </th>
          <th scope="col" title="Share of the whole score, after measures without data are left out">
            Weight
          </th>
          <th scope="col" title="Points of the score that come from this measure: points times weight">
            Contribution
          </th>
        </tr>
      </thead>
      {dimensions.map((dimension) => (
        <DimensionRows
          key={dimension.id}
          dimension={dimension}
          measures={breakdown.measures.filter((measure) => measure.dimension === dimension.id)}
          asOf={breakdown.asOf}
          wanted={wanted}
        />
      ))}
      {only === null && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              Score, the sum of all contributions
            </th>
            <td>{formatScore(breakdown.score)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

interface DimensionRowsProps {
  dimension: DimensionScore;
  measures: readonly MeasureScore[];
  /** The day of the score. */
  asOf: string;
  wanted: MeasureTableProps['wanted'];
}

function DimensionRows({ dimension, measures, asOf, wanted }: DimensionRowsProps) {
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="rowgroup" colSpan={2}>
          {dimensionWords[dimension.id]}
        </th>
        <td>{dimension.score === null ? 'no data' : formatScore(dimension.score)}</td>
        <td>{formatShare(dimension.weight)}</td>
        <td>{formatScore(dimension.shownContribution)}</td>
      </tr>
      {measures.map((measure) => (
        <MeasureRow
          key={measure.id}
          measure={measure}
          asOf={asOf}
          asked={wanted?.measure === measure.id ? wanted.asked : null}
        />
      ))}
    </tbody>
  );
}

interface MeasureRowProps {
  measure: MeasureScore;
  asOf: string;
  /** Told apart by its number; null: it was not asked for. */
  asked: number | null;
}

function MeasureRow({ measure, asOf, asked }: MeasureRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (asked === null) return;
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.focus({ preventScroll: true });
  }, [asked]);
  const { label, help } = measureCatalogue[measure.id];
  const missing = measure.heldBack ? 'bad news lifts no score' : missingWords(measure);
  return (
    <tr
      ref={row}
      className={classes.row}
      tabIndex={-1}
      data-measure={measure.id}
      data-wanted={asked !== null || undefined}
    >
      <th scope="row" title={help}>
        {label}
      </th>
      <td>
        {measureValue(measure.id, measure.raw)}
        {measure.book && (
          <span className={classes.missing}>
            {ownWords(measure.id, measure.book.own)}, the book {movedWords(measure.book.change)}
          </span>
        )}
        {measure.id === 'days_since_contact' && (
          <span className={classes.missing}>{lastContactOf(measure.raw, asOf)}</span>
        )}
        {missing && <span className={classes.missing}>{missing}</span>}
      </td>
      <td>{measure.points === null ? '–' : formatScore(measure.points)}</td>
      <td>{measure.weight === 0 ? '–' : formatShare(measure.weight, 1)}</td>
      <td>{measure.weight === 0 ? '–' : formatScore(measure.shownContribution)}</td>
    </tr>
  );
}

/** What the account did by itself: a change in words, else the value. */
function ownWords(id: MeasureId, own: number): string {
  return id === 'active_days' || id === 'stickiness' ? measureValue(id, own) : movedWords(own);
}
