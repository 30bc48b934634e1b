import type { ReactNode } from 'react';
import classes from './section-stack.module.css';

/** The sections of a screen, one below the other. */
export function SectionStack({ children }: { children: ReactNode }) {
  return <div className={classes.stack}>{children}</div>;
}

/**
 * Two sections side by side, one below the other where there is no room. Beside each other they are of one height; with
 * `folds`, which want more room, each is as high as it needs.
 */
export function SectionPair({ children, folds = false }: { children: ReactNode; folds?: boolean }) {
  return (
    <div className={classes.pair} data-folds={folds || undefined}>
      {children}
    </div>
  );
}
