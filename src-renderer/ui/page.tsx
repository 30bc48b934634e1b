import type { ReactNode } from 'react';
import classes from './page.module.css';

/** The room of one screen: `scroll` grows with its content; `fill` is as high as the window and scrolls inside. */
export function Page({ children, kind = 'scroll' }: { children: ReactNode; kind?: 'scroll' | 'fill' }) {
  return (
    <div className={classes.page} data-kind={kind}>
      <div className={classes.content}>{children}</div>
    </div>
  );
}
