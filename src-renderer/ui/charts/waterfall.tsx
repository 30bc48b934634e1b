import type { ReactNode } from 'react';
import { formatPoints, formatScore } from '../format/number';
import classes from './waterfall.module.css';

export interface WaterfallStep {
  key: string;
  label: string;
  /** What moved, in words: `64% → 41%`. */
  detail: ReactNode;
  /** Running score before and after, in points. */
  start: number;
  end: number;
  /** The shown effect, in points with tenths. */
  shown: number;
  onOpen?: () => void;
}

/** How figures are written that are no scores. */
export interface WaterfallFigures {
  readonly total: (value: number) => string;
  readonly step: (difference: number) => string;
  /** Heads of the columns, for who hears the table. */
  readonly heads: readonly [what: string, detail: string, running: string, effect: string];
}

const points: WaterfallFigures = {
  total: formatScore,
  step: formatPoints,
  heads: ['Measure', 'What moved', 'Running score', 'Points'],
};

interface WaterfallProps {
  caption: string;
  from: { label: string; score: number };
  to: { label: string; score: number };
  steps: readonly WaterfallStep[];
  /** Lowest and highest value of the scale, in points. */
  scale: readonly [number, number];
  /** Whether more is better, as with a score, or worse, as with a probability of churn. */
  rising?: 'good' | 'bad';
  /** Sentences take what room they need and go on in the next line. */
  labels?: 'names' | 'sentences';
  figures?: WaterfallFigures;
}

/**
 * From one score to another, effect by effect. A table whose rows carry floating bars: the shown numbers of its rows
 * add up from the first to the last.
 */
export function Waterfall(props: WaterfallProps) {
  const { caption, from, to, steps, scale, rising = 'good', labels = 'names', figures = points } = props;
  return (
    <table className={classes.waterfall} data-rising={rising} data-labels={labels}>
      <caption className="visually-hidden">{caption}</caption>
      <thead className="visually-hidden">
        <tr>
          {figures.heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <TotalRow label={from.label} score={from.score} scale={scale} figures={figures} />
        {steps.map((step) => (
          <StepRow key={step.key} step={step} scale={scale} figures={figures} />
        ))}
        <TotalRow label={to.label} score={to.score} scale={scale} figures={figures} />
      </tbody>
    </table>
  );
}

function percentOf(value: number, [low, high]: readonly [number, number]): number {
  return ((value - low) / (high - low)) * 100;
}

interface RowProps {
  scale: readonly [number, number];
  figures: WaterfallFigures;
}

function TotalRow({ label, score, scale, figures }: RowProps & { label: string; score: number }) {
  return (
    <tr className={classes.total}>
      <th scope="row" colSpan={2}>
        {label}
      </th>
      <td className={classes.track}>
        <span
          className={classes.bar}
          data-kind="total"
          data-cut={scale[0] > 0 || undefined}
          title={scale[0] > 0 ? `The bar is cut: the scale begins at ${figures.total(scale[0])}` : undefined}
          style={{ left: 0, width: `${percentOf(score, scale)}%` }}
        />
      </td>
      <td className={classes.points}>{figures.total(score)}</td>
    </tr>
  );
}

function StepRow({ step, scale, figures }: RowProps & { step: WaterfallStep }) {
  const left = percentOf(Math.min(step.start, step.end), scale);
  const right = percentOf(Math.max(step.start, step.end), scale);
  const direction = step.shown > 0 ? 'up' : step.shown < 0 ? 'down' : 'none';
  return (
    <tr>
      <th scope="row">
        {step.onOpen ? (
          <button type="button" className={classes.open} onClick={step.onOpen}>
            {step.label}
          </button>
        ) : (
          step.label
        )}
      </th>
      <td className={classes.detail}>{step.detail}</td>
      <td className={classes.track}>
        <span
          className={classes.bar}
          data-kind={direction}
          style={{ left: `${left}%`, width: `${right - left}%` }}
        />
        <span className="visually-hidden">{figures.total(step.end)}</span>
      </td>
      <td className={classes.points} data-kind={direction}>
        {figures.step(step.shown)}
      </td>
    </tr>
  );
}
