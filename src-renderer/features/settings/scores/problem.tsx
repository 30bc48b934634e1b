import type { ReactNode } from 'react';
import classes from './problem.module.css';

/** What keeps the draft from being saved, at the place where it can be mended. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <div className={classes.problem} role="alert">
      {children}
    </div>
  );
}
