import { type ReactNode, useRef } from 'react';
import classes from './page.module.css';
import { useKeptScroll } from './use-kept-scroll';

/** The room of one screen: `scroll` grows with its content; `fill` is as high as the window and scrolls inside. */
export function Page({ children, kind = 'scroll' }: { children: ReactNode; kind?: 'scroll' | 'fill' }) {
  const page = useRef<HTMLDivElement>(null);
  useKeptScroll(page);
  return (
    <div className={classes.page} data-kind={kind} ref={page}>
      <div className={classes.content}>{children}</div>
    </div>
  );
}
