import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { callErrorOf } from '../../../api/call-error';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { DataTable } from '../../../ui/table/data-table';
import { TableRoom } from '../../../ui/table/table-room';
import { contactColumnsWith } from './contact-columns';
import { useContactRows } from './use-contact-rows';

/**
 * The people of the account, searchable; only the rows in sight are fetched.
 * @param find whom to begin with
 */
export function ContactsTab({ id, find }: { id: number; find: string }) {
  const [typed, setTyped] = useState(find);
  const [search] = useDebouncedValue(typed.trim(), 150);
  const { scope, rows, page, error, refetch, onRange } = useContactRows(id, search);
  const total = page?.total;
  const columns = useMemo(() => contactColumnsWith(page?.fields ?? []), [page?.fields]);
  return (
    <Section
      title="Contacts"
      note={
        total === undefined
          ? 'The people who use the product'
          : formatPlural(total, search ? 'match' : 'contact', search ? 'matches' : 'contacts')
      }
      actions={
        <TextInput
          aria-label="Search contacts"
          placeholder="Name, email or title"
          w={240}
          leftSection={<IconSearch size={14} stroke={1.5} />}
          rightSection={
            typed && <CloseButton size="xs" aria-label="Clear the search" onClick={() => setTyped('')} />
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      }
      padding="flush"
    >
      {error ? (
        <ErrorState error={callErrorOf(error)} onRetry={refetch} />
      ) : total === undefined ? (
        <RowSkeletons count={8} />
      ) : total === 0 ? (
        <EmptyState
          title={search ? `Nobody matches “${search}”` : 'No contacts yet'}
          text={search ? 'Search by name, email or title.' : 'They come with the company’s data.'}
        />
      ) : (
        <TableRoom rows={total}>
          <DataTable
            key={scope}
            place={scope}
            label="Contacts"
            columns={columns}
            rows={rows}
            onRange={onRange}
          />
        </TableRoom>
      )}
    </Section>
  );
}
