import { Button, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type LedgerEntry,
  type LedgerKind,
  ledgerKinds,
} from '../../../../src-preload/contract/rewards/rewards';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { AccountLink } from '../../../ui/account-link';
import { Day } from '../../../ui/day';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural, formatSigned } from '../../../ui/format/number';
import { Pages, pageRows } from '../../../ui/pages';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { named } from '../../../ui/words/named';
import { kindTitles } from '../reward-words';
import classes from '../rewards.module.css';
import { useDeciding } from './use-deciding';

/** The ledger of all accounts, the latest first; narrowed by what rows are. */
export function LedgerTab() {
  const { kinds = [] } = useSearch({ from: '/company/rewards' });
  const navigate = useNavigate({ from: '/rewards' });
  function choose(kind: LedgerKind): void {
    const next = kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
    void navigate({ search: { show: 'ledger', ...(next.length > 0 && { kinds: next }) }, replace: true });
  }
  return (
    <>
      <Group gap={6} role="group" aria-label="Kinds of rows">
        {ledgerKinds.map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            fw={400}
            variant={kinds.includes(kind) ? 'light' : 'default'}
            aria-pressed={kinds.includes(kind)}
            onClick={() => choose(kind)}
          >
            {kindTitles[kind]}
          </Button>
        ))}
      </Group>
      <Ledger key={kinds.join()} kinds={kinds} />
    </>
  );
}

/** @param organizationId of one account, whose name is left out */
export function Ledger({
  kinds = [],
  organizationId,
}: {
  kinds?: readonly LedgerKind[];
  organizationId?: number;
}) {
  const [page, setPage] = useState(0);
  const [back, setBack] = useState<LedgerEntry | null>(null);
  const { takeBack, isPending } = useDeciding(() => setBack(null));
  const mayManage = useMay('manager');
  const list = useQuery(
    trpc.rewards.ledger.queryOptions(
      {
        kinds: [...kinds],
        offset: page * pageRows,
        limit: pageRows,
        ...(organizationId !== undefined && { organizationId }),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const ofOne = organizationId !== undefined;
  return (
    <Loaded answer={list} waiting={<RowSkeletons count={8} />}>
      {({ rows, total }) =>
        total === 0 ? (
          <EmptyState
            title={kinds.length > 0 ? 'No such row' : 'No points yet'}
            text={
              kinds.length > 0
                ? 'Choose other kinds.'
                : 'Points that are awarded, used and taken back stand here.'
            }
          />
        ) : (
          <Section
            title="Ledger"
            note={`${formatPlural(total, 'row')}, the latest first; the balance is the account’s after each row`}
            padding="flush"
            actions={<Pages page={page} total={total} onPage={setPage} />}
          >
            <FactTable
              columns={[
                'Day',
                ...(ofOne ? [] : ['Account']),
                'What',
                { name: 'Points', align: 'right' },
                { name: 'Balance', align: 'right' },
                {
                  name: 'Owed',
                  align: 'right',
                  help: 'What the account owes: the next points settle it first',
                },
                { name: 'Actions', unseen: true },
              ]}
            >
              {rows.map((row) => (
                <LedgerLine
                  key={row.id}
                  row={row}
                  ofOne={ofOne}
                  onBack={mayManage && row.canReverse ? () => setBack(row) : undefined}
                />
              ))}
            </FactTable>
            {back && (
              <ReasonDialog
                title={`Take back ${formatPlural(back.points, 'point')}`}
                submit="Take back"
                description="Kept in the ledger. What was spent of them becomes a debt that the next points settle"
                busy={isPending}
                onReason={(reason) => takeBack(back.id, formatPlural(back.points, 'point'), reason)}
                onClose={() => setBack(null)}
              />
            )}
          </Section>
        )
      }
    </Loaded>
  );
}

function LedgerLine({
  row,
  ofOne,
  onBack,
}: {
  row: LedgerEntry;
  ofOne: boolean;
  onBack: (() => void) | undefined;
}) {
  const {
    account,
    organizationId,
    kind,
    item,
    reason,
    author,
    points,
    owed,
    balanceAfter,
    owedAfter,
    lastDay,
  } = row;
  return (
    <tr data-tall data-account={ofOne ? undefined : organizationId} data-account-name={account}>
      <th scope="row">
        <Day day={row.day} />
      </th>
      {!ofOne && (
        <td>
          <AccountLink id={organizationId} tab="rewards" name={account}>
            {named(account)}
          </AccountLink>
        </td>
      )}
      <td data-room="text">
        {kindTitles[kind]}
        {item !== null && <bdi>: {item}</bdi>}
        <span className={classes.below}>
          {reason !== null && (
            <>
              “<bdi>{reason}</bdi>”,{' '}
            </>
          )}
          by {author}
          {lastDay !== null && (
            <>
              {', to use by '}
              <Day day={lastDay} />
            </>
          )}
        </span>
      </td>
      <td data-align="right">
        {points === 0 ? (owed > 0 ? `owes ${formatCount(owed)}` : '0') : formatSigned(points)}
      </td>
      <td data-align="right">{formatCount(balanceAfter)}</td>
      <td data-align="right">{owedAfter === 0 ? '' : formatCount(owedAfter)}</td>
      <td data-align="right">
        {onBack && (
          <Button variant="default" size="compact-sm" onClick={onBack}>
            Take back…
          </Button>
        )}
      </td>
    </tr>
  );
}
