import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCopy, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { callErrorOf } from '../../../api/call-error';
import { trpcClient } from '../../../api/client';
import { copy } from '../../../ui/copy';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone, notifyFailure } from '../../../ui/notify';
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
  const navigate = useNavigate();
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
        <>
          <CopyAddresses id={id} search={search} />
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
        </>
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
            place={`contacts ${scope}`}
            label="Contacts"
            columns={columns}
            rows={rows}
            onOpen={(row) =>
              void navigate({
                to: '/accounts/$id/people/$personId',
                params: { id: String(id), personId: String(row.id) },
              })
            }
            onRange={onRange}
          />
        </TableRoom>
      )}
    </Section>
  );
}

/** Copies the addresses of those in the list, as a mail program takes them. */
function CopyAddresses({ id, search }: { id: number; search: string }) {
  async function run(): Promise<void> {
    const { addresses } = await trpcClient.account.addresses.query({ id, ...(search && { search }) });
    if (addresses.length > 0)
      await copy(addresses.join(', '), `${formatPlural(addresses.length, 'address', 'addresses')} copied`);
    else notifyDone('Nobody here has an address.');
  }
  return (
    <Button
      variant="default"
      fw={400}
      leftSection={<IconCopy size={15} stroke={1.6} />}
      onClick={() => run().catch((error: unknown) => notifyFailure(callErrorOf(error)))}
    >
      Copy addresses
    </Button>
  );
}
