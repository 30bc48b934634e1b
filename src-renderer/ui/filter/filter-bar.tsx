import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './filter-bar.module.css';

interface FilterBarProps {
  /** What it narrows, for those who hear it. */
  label: string;
  /** Whether anything is set that could be cleared. */
  filtered: boolean;
  onClear: () => void;
  children: ReactNode;
}

/** The parts of a filter in a row. Every part can be read at a glance and taken away at a click; so can all at once. */
export function FilterBar({ label, filtered, onClear, children }: FilterBarProps) {
  return (
    <search className={classes.bar} aria-label={label}>
      {children}
      {/* Its room is kept, so that the table below stays where it is when the first part is set. */}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        fw={400}
        className={filtered ? undefined : classes.unneeded}
        onClick={onClear}
      >
        Clear all
      </Button>
    </search>
  );
}
