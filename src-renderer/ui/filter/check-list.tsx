import type { ReactNode } from 'react';
import './filter.css';

/** Boxes to check, one below the other; a long list scrolls. */
export function CheckList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="filter-list" aria-label={label}>
      {children}
    </fieldset>
  );
}
