import type { ReactNode } from 'react';
import classes from './chart-tooltip.module.css';

interface TooltipLine {
  name: string;
  value: ReactNode;
  color?: string;
}

/** The box beside the pointer: a heading and its figures. */
export function TooltipBox({
  title,
  lines,
  note,
  wraps = false,
}: {
  title: string;
  lines: readonly TooltipLine[];
  note?: string;
  /** Long words go on in the next line. */
  wraps?: boolean;
}) {
  return (
    <div className={classes.tooltip} data-wraps={wraps || undefined}>
      <p className={classes.title}>{title}</p>
      {lines.map((line) => (
        <p className={classes.line} key={line.name}>
          {line.color && <span className={classes.swatch} style={{ background: line.color }} />}
          <span>{line.name}</span>
          <span className={classes.value}>{line.value}</span>
        </p>
      ))}
      {note && <p className={classes.note}>{note}</p>}
    </div>
  );
}
