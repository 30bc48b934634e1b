import type { ReactNode } from 'react';
import './page.css';

/** The room of one screen: `scroll` grows with its content; `fill` is as high as the window and scrolls inside. */
export function Page({ children, kind = 'scroll' }: { children: ReactNode; kind?: 'scroll' | 'fill' }) {
  return (
    <div className="page" data-kind={kind}>
      <div className="page-content">{children}</div>
    </div>
  );
}
