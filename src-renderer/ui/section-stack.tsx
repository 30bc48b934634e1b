import type { ReactNode } from 'react';
import classes from './section-stack.module.css';

/** The sections of a screen, one below the other. */
export function SectionStack({ children }: { children: ReactNode }) {
  return <div className={classes.stack}>{children}</div>;
}

/** Two sections side by side; with `folds`, one below the other where there is no room, each as high as it needs. */
export function SectionPair({ children, folds = false }: { children: ReactNode; folds?: boolean }) {
  return (
    <div className={classes.pair} data-folds={folds || undefined}>
      {children}
    </div>
  );
}
