import type { ReactNode } from 'react';
import './chart-tooltip.css';

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
    <div className="chart-tooltip" data-wraps={wraps || undefined}>
      <p className="chart-tooltip-title">{title}</p>
      {lines.map((line) => (
        <p className="chart-tooltip-line" key={line.name}>
          {line.color && <span className="chart-tooltip-swatch" style={{ background: line.color }} />}
          <span>{line.name}</span>
          <span className="chart-tooltip-value">{line.value}</span>
        </p>
      ))}
      {note && <p className="chart-tooltip-note">{note}</p>}
    </div>
  );
}
