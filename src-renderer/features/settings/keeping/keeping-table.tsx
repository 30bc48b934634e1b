import { Button } from '@mantine/core';
import type { Retention } from '../../../../src-preload/contract/retention';
import { daysWords, retentionWords, sweptWords } from '../../../../src-preload/contract/retention-words';
import { Badge } from '../../../ui/badge';
import { Instant } from '../../../ui/day';
import { FactTable } from '../../../ui/table/fact-table';

interface KeepingTableProps {
  retentions: readonly Retention[];
  /** Where it is not given, it is only shown. */
  onChange?: (retention: Retention) => void;
}

export function KeepingTable({ retentions, onChange }: KeepingTableProps) {
  return (
    <FactTable
      columns={[
        'What',
        'Kept',
        'Last removed',
        ...(onChange === undefined ? [] : [{ name: 'Change', unseen: true as const }]),
      ]}
    >
      {retentions.map((retention) => (
        <KeepingRow key={retention.kind} retention={retention} {...(onChange && { onChange })} />
      ))}
    </FactTable>
  );
}

function KeepingRow({
  retention,
  onChange,
}: {
  retention: Retention;
  onChange?: (retention: Retention) => void;
}) {
  const { kind, days, atCompany, lastSweep, waitsSince } = retention;
  const { title, what } = retentionWords[kind];
  return (
    <tr data-tall>
      <th scope="row" data-room="text">
        {title} {!atCompany && <Badge tone="none">Each desktop</Badge>}
        {waitsSince !== null && (
          <Badge tone="middle" title="Somebody reads or changes the same for long; it is tried again">
            Waits
          </Badge>
        )}
        <div className="soft">{what}</div>
      </th>
      <td>{daysWords(kind, days)}</td>
      <td data-room="text">
        {lastSweep === null ? (
          <span className="faint">–</span>
        ) : (
          <>
            {sweptWords(lastSweep.rows)}, <Instant at={lastSweep.at} past />
          </>
        )}
      </td>
      {onChange && (
        <td data-align="right">
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onChange(retention)}
            aria-label={`Change how long is kept: ${title}`}
          >
            Change…
          </Button>
        </td>
      )}
    </tr>
  );
}
