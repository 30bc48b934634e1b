import type { ReactNode } from 'react';

interface AccountLinkProps {
  id: number;
  /** The tab to open there; the first one when absent. */
  tab?: string;
  /** One note alone, among its notes. */
  note?: string;
  className?: string | undefined;
  tabIndex?: number;
  /** Whole, on hover, where it may be cut. */
  name?: string;
  children: ReactNode;
}

/** A plain anchor to an account: lists draw hundreds, and a router link costs ten times as much to draw. */
export function AccountLink({ id, tab, note, name, ...rest }: AccountLinkProps) {
  const where = note === undefined ? tab && `?tab=${tab}` : `?tab=notes&note=${note}`;
  return <a href={`#/accounts/${id}${where ?? ''}`} dir="auto" title={name} {...rest} />;
}
