import type { ReactNode } from 'react';
import type { Band, RiskLevel } from '../../src-preload/contract/domain';
import classes from './badge.module.css';

export type BadgeTone = Band | RiskLevel | 'none';

/** A word or two in a small box, coloured by what they say. */
export function Badge({
  tone,
  title,
  children,
}: {
  tone: BadgeTone;
  /** More of it, on hover. */
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
