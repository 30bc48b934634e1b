import { type ReactNode, useEffect, useRef } from 'react';
import classes from './page-header.module.css';

/** The title of a page (its only h1), a line under it and its actions. */
export function PageHeader({
  title,
  note,
  actions,
}: {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => nameWindow(heading.current?.textContent ?? ''));
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title} dir="auto" ref={heading}>
          {title}
        </h1>
        {note && <p className={classes.note}>{note}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

/** Windows are told apart by what they show; one whose page has gone shows nothing of it. */
function nameWindow(title: string): () => void {
  document.title = title === '' ? 'Steward' : `${title} – Steward`;
  return () => {
    document.title = 'Steward';
  };
}
