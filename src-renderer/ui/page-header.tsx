import type { ReactNode } from 'react';
import classes from './page-header.module.css';

/** The title of a page (its only h1), a line under it and its actions. */
export function PageHeader({
  title,
  subject,
  note,
  actions,
}: {
  title: ReactNode;
  /** Of a page about one: its name, which its figures are of. */
  subject?: string;
  note?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title} dir="auto" ref={nameWindow} data-subject={subject}>
          {title}
        </h1>
        {note && <p className={classes.note}>{note}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

/** Windows are told apart by what they show; one whose page has gone shows nothing of it. */
function nameWindow(heading: HTMLElement | null): (() => void) | undefined {
  if (heading === null) return undefined;
  const name = () => {
    const words = heading.textContent;
    document.title = words === '' ? 'Steward' : `${words} – Steward`;
  };
  const observer = new MutationObserver(name);
  observer.observe(heading, { childList: true, characterData: true, subtree: true });
  name();
  return () => {
    observer.disconnect();
    document.title = 'Steward';
  };
}
