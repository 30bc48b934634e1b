import type { ReactNode } from 'react';
import './problem.css';

/** What keeps the draft from being saved, at the place where it can be mended. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <div className="settings-problem" role="alert">
      {children}
    </div>
  );
}
