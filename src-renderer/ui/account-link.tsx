import type { ReactNode } from 'react';

interface AccountLinkProps {
  id: number;
  className?: string;
  tabIndex?: number;
  children: ReactNode;
}

/** A plain anchor to an account: lists draw hundreds, and a router link costs ten times as much to draw. */
export function AccountLink({ id, ...rest }: AccountLinkProps) {
  return <a href={`#/accounts/${id}`} {...rest} />;
}
