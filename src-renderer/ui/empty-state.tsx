import type { ReactNode } from 'react';
import { State } from './state';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  text?: string;
  action?: ReactNode;
}

/** Nothing to show, and that is no failure: says why, and what to do where there is something. */
export function EmptyState({ text, ...rest }: EmptyStateProps) {
  return <State {...rest} texts={text ? [text] : []} />;
}
