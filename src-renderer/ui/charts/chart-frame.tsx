import { ActionIcon, Box, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './chart-frame.module.css';

/** The same figures as the chart, in words. Made only when asked for. */
export interface ChartTable {
  columns: readonly string[];
  rows: () => readonly (readonly string[])[];
}

interface ChartFrameProps {
  /** What the chart shows, in a few words: its name for those who cannot see it. */
  label: string;
  table: ChartTable;
  height: number;
  children: ReactNode;
  /** Stands at the left of the switch: a legend, or figures. */
  legend?: ReactNode;
}

/** A chart with its table alternative behind one switch. */
export function ChartFrame({ label, table, height, children, legend }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  const words = asTable ? 'Show the chart' : 'Show as a table';
  return (
    <figure className={classes.frame} aria-label={label}>
      <div className={classes.bar}>
        <div className={classes.legend}>{legend}</div>
        <Tooltip label={words}>
          <ActionIcon
            size="sm"
            aria-label={`${words}: ${label}`}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartLine size={16} stroke={1.5} /> : <IconTable size={16} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      </div>
      {asTable ? (
        <FiguresTable label={label} table={table} height={height} />
      ) : (
        <div style={{ height }}>{children}</div>
      )}
    </figure>
  );
}

function FiguresTable({ label, table, height }: { label: string; table: ChartTable; height: number }) {
  return (
    <Box
      className={classes.table}
      mah={height}
      role="region"
      aria-label={`${label}, as a table`}
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows().map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, column) => (
                <td key={table.columns[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

/** A key of a chart: a mark, and what it stands for. */
export function ChartKey({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.key}>
      {mark}
      {children}
    </span>
  );
}

/** The key of a series: a swatch of its colour and its name. */
export function SeriesKey({
  color,
  shape,
  children,
}: {
  color: string;
  shape: 'line' | 'bar';
  children: ReactNode;
}) {
  return (
    <ChartKey mark={<span className={classes.swatch} data-shape={shape} style={{ background: color }} />}>
      {children}
    </ChartKey>
  );
}
