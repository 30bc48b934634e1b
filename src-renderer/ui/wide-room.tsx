import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './wide-room.module.css';

/**
 * What may be wider than its card scrolls inside it, so that the page never does. The keyboard reaches it only where
 * there is something to scroll.
 */
export function WideRoom({ label, children }: { label: string; children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(false);
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const look = () => setWide(element.scrollWidth > element.clientWidth + 1);
    const watching = new ResizeObserver(look);
    watching.observe(element);
    if (element.firstElementChild) watching.observe(element.firstElementChild);
    return () => watching.disconnect();
  }, []);
  return (
    <div ref={room} className={classes.room} {...(wide && reachable(label))}>
      {children}
    </div>
  );
}

function reachable(label: string) {
  return { role: 'group', 'aria-label': label, tabIndex: 0 } as const;
}
