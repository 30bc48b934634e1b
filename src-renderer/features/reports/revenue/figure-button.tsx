import type { RevenuePart } from '../../../../src-preload/contract/reports/revenue';
import { partWords } from '../../../../src-preload/contract/reports/revenue-words';
import { monthWords } from '../report-words';
import classes from '../reports-screen.module.css';
import { useOpen } from '../use-revenue';

interface FigureButtonProps {
  part: RevenuePart;
  /** `2026-11`: the month, or the last one of the year. */
  month: string;
  span?: 'year';
  /** As it is shown. */
  figure: string;
}

/** A figure that opens to the accounts that make it. */
export function FigureButton({ part, month, span, figure }: FigureButtonProps) {
  const open = useOpen();
  const time = span === 'year' ? `the year to ${monthWords(month)}` : monthWords(month);
  return (
    <button
      type="button"
      className={classes.figure}
      aria-label={`${figure}: ${partWords[part]} of ${time}, open its accounts`}
      onClick={() => open(part, month, span)}
    >
      {figure}
    </button>
  );
}
