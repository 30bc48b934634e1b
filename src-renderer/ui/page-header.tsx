import type { ReactNode } from 'react';
import './page-header.css';

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
  return (
    <header className="page-header">
      <div className="page-header-words">
        <h1 className="page-header-title">{title}</h1>
        {note && <p className="page-header-note">{note}</p>}
      </div>
      {actions && <div className="page-header-actions">{actions}</div>}
    </header>
  );
}
