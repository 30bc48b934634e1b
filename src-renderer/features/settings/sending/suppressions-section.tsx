import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { suppressionReasonWords } from '../../../../src-preload/contract/suppression-words';
import type { Suppression } from '../../../../src-preload/contract/suppressions';
import { counted } from '../../../../src-preload/contract/words';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Instant } from '../../../ui/day';
import { ErrorState } from '../../../ui/error-state';
import { ExportButtons } from '../../../ui/export-buttons';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import classes from './sending.module.css';
import { AddSuppressionDialog, ImportSuppressionsDialog } from './suppression-dialogs';

/** Addresses that get nothing: for admins who see every account. */
export function SuppressionsSection() {
  const {
    mutate: look,
    data,
    error,
  } = useMutation(trpc.sending.suppressions.mutationOptions({ meta: { showsItsErrors: true } }));
  const again = useCallback(() => look({}), [look]);
  useEffect(again, [again]);
  const [opened, setOpened] = useState<'add' | 'import' | null>(null);
  const close = () => {
    setOpened(null);
    again();
  };
  const save = useMutation(
    trpc.sending.exportSuppressions.mutationOptions({
      onSuccess: ({ path, rows, withoutAddress }) => {
        if (path === null) return;
        const left =
          withoutAddress === 0 ? '' : ` ${withoutAddress} are known as a digest alone, and left out.`;
        notifyDone(`${counted(rows, 'address', 'addresses')} written down.${left}`);
      },
    }),
  );
  return (
    <Section
      title="Addresses that get nothing"
      note={
        data &&
        `${counted(data.count, 'address', 'addresses')}, the newest here. Mail that everybody has to get goes to those by hand all the same`
      }
      padding="flush"
      actions={
        data?.mayChange && (
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => setOpened('add')}>
              Add…
            </Button>
            <Button variant="default" onClick={() => setOpened('import')}>
              Import…
            </Button>
            <ExportButtons
              writing={save.isPending ? (save.variables.format ?? 'csv') : null}
              onExport={(format) => save.mutate({ format })}
            />
          </div>
        )
      }
    >
      {error !== null && <ErrorState error={callErrorOf(error)} onRetry={again} />}
      {data === undefined
        ? error === null && <RowSkeletons count={3} />
        : data.newest.length > 0 && <Newest newest={data.newest} onChanged={again} />}
      {opened === 'add' && <AddSuppressionDialog onClose={close} />}
      {opened === 'import' && <ImportSuppressionsDialog onClose={close} />}
    </Section>
  );
}

function Newest({ newest, onChanged }: { newest: readonly Suppression[]; onChanged: () => void }) {
  const takeOff = useMutation(
    trpc.sending.suppress.mutationOptions({
      onSuccess: (_done, { address }) => {
        notifyDone(`${address} may get mail again.`);
        onChanged();
      },
    }),
  );
  return (
    <FactTable columns={['Address', 'Why', 'Since', { name: 'Change', unseen: true }]}>
      {newest.map(({ digest, address, reason, author, at }) => (
        <tr key={digest}>
          <th scope="row">{address ?? <span className="soft">an address that was erased</span>}</th>
          <td>
            {suppressionReasonWords[reason]}
            {reason === 'by_hand' && <span className="soft">, {author}</span>}
          </td>
          <td>
            <Instant at={at} past />
          </td>
          <td data-align="right">
            {reason !== 'complained' && address !== null && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => takeOff.mutate({ address, suppressed: false })}
                aria-label={`Take ${address} off the list`}
              >
                Take off
              </Button>
            )}
          </td>
        </tr>
      ))}
    </FactTable>
  );
}
