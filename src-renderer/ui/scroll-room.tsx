import type { ReactNode } from 'react';
import classes from './scroll-room.module.css';

/** A part of a page that scrolls by itself once it is tall: the keyboard can reach it, and it has a name. */
export function ScrollRoom({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.room} {...reachable(label)}>
      {children}
    </div>
  );
}

function reachable(label: string) {
  return { role: 'group', 'aria-label': label, tabIndex: 0 } as const;
}
