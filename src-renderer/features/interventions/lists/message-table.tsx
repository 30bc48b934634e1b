import type { ReactNode } from 'react';
import { FactTable } from '../../../ui/table/fact-table';

/** The head of every list of messages; rows are `MessageRow`s. */
export function MessageTable({
  hasActions = false,
  children,
}: {
  hasActions?: boolean;
  children: ReactNode;
}) {
  return (
    <FactTable
      columns={[
        'To',
        'What',
        'How it stands',
        { name: 'Since', help: 'Since when it stands so, and which runner has or had it' },
        ...(hasActions ? [{ name: 'Actions', unseen: true }] : []),
      ]}
    >
      {children}
    </FactTable>
  );
}
