import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import type { z } from 'zod';
import type {
  AccountRow,
  AccountSort,
  accountListSchema,
  SavedView,
} from '../../../src-preload/contract/accounts';
import { leftOutWords } from '../../../src-preload/contract/money';
import { callErrorOf } from '../../api/call-error';
import { trpc } from '../../api/client';
import { askToEnrol } from '../../api/enrol-request';
import { askToLaunch, mostAtOnce, offerAccounts } from '../../api/launch-request';
import { ofOwner, useOwnerChoice } from '../../api/owner-choice';
import { useMay } from '../../api/use-may';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { ExportButtons } from '../../ui/export-buttons';
import { formatMoney, formatMoneyShort, formatPlural } from '../../ui/format/number';
import { NoAccounts } from '../../ui/no-accounts';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { RowSkeletons } from '../../ui/skeletons';
import type { ColumnSort } from '../../ui/table/column';
import type { ColumnPlace } from '../../ui/table/column-order';
import { DataTable } from '../../ui/table/data-table';
import { accountColumnsWith } from './account-columns';
import { useAccountList } from './account-list';
import type { AccountSearch } from './account-search';
import classes from './accounts-screen.module.css';
import { ColumnMenu } from './column-menu';
import { AccountFilterBar } from './filter/account-filter-bar';
import { isFiltered } from './filter/filter-words';
import { accountTable, useAccountColumns } from './use-account-columns';
import { useAccountExport } from './use-account-export';
import { useChosenRows } from './use-chosen-rows';
import { ViewsMenu } from './views/views-menu';

/**
 * The whole book as one table. Filter, sort and view live in the address, so that back finds the same list.
 * @param withChosen what others can do with the accounts chosen
 */
export function AccountsScreen({ withChosen }: { withChosen: (ids: readonly number[]) => ReactNode }) {
  const search = useSearch({ from: '/company/accounts' });
  const navigate = useNavigate();
  const { ownerId, me } = useOwnerChoice();
  const filter = search.filter ?? ofOwner(ownerId);
  const fields = useQuery(trpc.accounts.facets.queryOptions()).data?.attributes;
  const every = useMemo(() => accountColumnsWith(fields ?? []), [fields]);
  const kept = useAccountColumns(every, fields !== undefined);
  const { columns } = kept;
  const sort = search.sort ?? kept.sort;
  const list = useAccountList(filter, sort);
  const choice = useChosenRows(every);
  const mayWrite = useMay('manager');
  useEffect(() => offerAccounts(() => [...choice.chosen]), [choice.chosen]);
  const exporting = useAccountExport(filter, sort, columns);

  function go(next: AccountSearch): void {
    void navigate({ to: '/accounts', search: next, replace: true });
  }

  function chooseView(view: SavedView | null): void {
    if (view) kept.setColumns(view.columns);
    go(view ? { filter: view.filter, sort: view.sort, view: view.id } : { filter: {} });
  }

  return (
    <Page kind="fill">
      <PageHeader
        title="Accounts"
        note={
          list.page &&
          (list.page.total > 0 || isFiltered(filter)) && (
            <span className="number" title={arrWords(list.page)} aria-live="polite">
              {formatPlural(list.page.total, 'account')}, {formatMoneyShort(list.page.arrTotal)} ARR
              {list.page.otherArrTotal && `; ${leftOutWords(list.page.otherArrTotal)}`}
            </span>
          )
        }
        actions={
          <>
            <ViewsMenu
              state={{ filter, sort, columns }}
              viewId={search.view}
              onChoose={chooseView}
              mine={me === null ? null : { ownerIds: [me] }}
              onMine={(mine) => go({ filter: mine })}
            />
            <ColumnMenu
              every={every}
              shown={columns}
              onToggle={kept.toggle}
              onMove={kept.move}
              onReset={() => {
                kept.reset();
                const { sort: _usual, ...rest } = search;
                go(rest);
              }}
            />
            <ExportButtons writing={exporting.writing} onExport={(format) => exporting.run({ format })} />
          </>
        }
      />
      <AccountFilterBar filter={filter} onChange={(next) => go({ ...search, filter: next })} />
      {choice.chosen.size > 0 && (
        <section className={classes.chosen} aria-label="Chosen accounts">
          <p className="number">{formatPlural(choice.chosen.size, 'account')} chosen</p>
          {withChosen([...choice.chosen])}
          {mayWrite && (
            <Button
              variant="default"
              size="compact-sm"
              fw={400}
              onClick={() => askToEnrol({ organizationIds: [...choice.chosen].slice(0, mostAtOnce) })}
            >
              Let into a sequence…
            </Button>
          )}
          {mayWrite && (
            <Button
              variant="default"
              size="compact-sm"
              fw={400}
              title="New message (i)"
              onClick={() => askToLaunch({ organizationIds: [...choice.chosen].slice(0, mostAtOnce) })}
            >
              New message…
            </Button>
          )}
          <Button
            variant="default"
            size="compact-sm"
            fw={400}
            onClick={() => exporting.run({ ids: [...choice.chosen] })}
          >
            Export the chosen
          </Button>
          <Button variant="default" size="compact-sm" fw={400} onClick={choice.none}>
            Choose none
          </Button>
        </section>
      )}
      <div className={classes.table}>
        <AccountTable
          choice={choice}
          list={list}
          sort={sort}
          shown={columns}
          filtered={isFiltered(filter)}
          onSort={(next) => {
            kept.setSort(next);
            go({ ...search, sort: next as AccountSort });
          }}
          onMoveColumn={kept.move}
          onClear={() => go({ ...search, filter: {} })}
          onOpen={(row) => void navigate({ to: '/accounts/$id', params: { id: String(row.id) } })}
        />
      </div>
    </Page>
  );
}

function arrWords({ arrTotal, otherArrTotal = [] }: z.infer<typeof accountListSchema>): string {
  const others = leftOutWords(otherArrTotal);
  return `${formatMoney(arrTotal)} ARR${others === null ? '' : `; ${others}`}`;
}

interface AccountTableProps {
  choice: ReturnType<typeof useChosenRows>;
  list: ReturnType<typeof useAccountList>;
  sort: AccountSort;
  shown: readonly string[];
  filtered: boolean;
  onSort: (sort: ColumnSort) => void;
  onMoveColumn: (id: string, place: ColumnPlace) => void;
  onClear: () => void;
  onOpen: (row: AccountRow) => void;
}

function AccountTable(props: AccountTableProps) {
  const { choice, list, sort, shown, filtered, onSort, onMoveColumn, onClear, onOpen } = props;
  if (list.error) return <ErrorState error={callErrorOf(list.error)} onRetry={list.refetch} />;
  if (!list.page) return <RowSkeletons count={18} />;
  if (list.page.total === 0) {
    return filtered ? (
      <EmptyState
        icon={<IconFilterOff size={24} stroke={1.5} />}
        title="No account fits this filter"
        text="Take a part of it away, or clear it."
        action={
          <Button variant="default" onClick={onClear}>
            Clear the filter
          </Button>
        }
      />
    ) : (
      <NoAccounts />
    );
  }
  return (
    <DataTable
      key={list.scope}
      place={list.scope}
      label={accountTable}
      columns={choice.columns}
      shown={shown}
      onChoose={choice.toggle}
      accountOf={asItself}
      rows={list.rows}
      sort={sort}
      onSort={onSort}
      onMoveColumn={onMoveColumn}
      onOpen={onOpen}
      onRange={list.onRange}
      autoFocus
    />
  );
}

/** The row is the account: one object, so that rows are drawn again only when they changed. */
function asItself(row: AccountRow): AccountRow {
  return row;
}
