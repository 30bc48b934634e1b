import type { ReactNode } from 'react';
import classes from './check-list.module.css';

/** Boxes to check, one below the other; a long list scrolls. */
export function CheckList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.list} aria-label={label}>
      {children}
    </fieldset>
  );
}
