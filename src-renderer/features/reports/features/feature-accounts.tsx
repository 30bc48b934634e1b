import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { anyFeatureWords, featurePartWords } from '../../../../src-preload/contract/reports/feature-words';
import type { FeatureAccounts, FeaturePart } from '../../../../src-preload/contract/reports/features';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatSigned } from '../../../ui/format/number';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { AccountExits } from '../account-exits';
import { AccountHead } from '../account-head';
import classes from '../reports-screen.module.css';
import { sumWords } from '../revenue/revenue-accounts-table';
import { useShow } from '../use-revenue';
import { useFeatureInput, useFeatures } from './use-features';

/** The accounts of a figure of a feature that is opened. @param asOf the day to which the copy reaches */
export function OpenedFeature({ asOf }: { asOf: string }) {
  const { use, feature = 0 } = useSearch({ from: '/company/reports' });
  return use === undefined ? null : <OfFeature part={use} feature={feature} asOf={asOf} />;
}

interface OfFeatureProps {
  part: FeaturePart;
  /** 0: of anything at all. */
  feature: number;
  asOf: string;
}

function OfFeature({ part, feature, asOf }: OfFeatureProps) {
  const input = { ...useFeatureInput(asOf), part, feature };
  const show = useShow();
  const features = useFeatures(useFeatureInput(asOf)).data?.features ?? [];
  const name =
    feature === 0 ? anyFeatureWords : (features.find(({ id }) => id === feature)?.name ?? 'A feature');
  const accounts = useQuery(trpc.reports.featureAccounts.queryOptions(input));
  return (
    <Dialog
      title={`${name}: ${featurePartWords[part].toLowerCase()}, ${formatDay(input.from)} to ${formatDay(input.to)}`}
      size="lg"
      onClose={() => show({ use: undefined, feature: undefined })}
    >
      <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
        {(data) => (
          <>
            <AccountsTable data={data} />
            <AccountExits of={{ report: 'feature-figure', input }} />
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

const right = (name: string) => ({ name, align: 'right' as const });

function AccountsTable({ data: { rows, total, events, eventsBefore } }: { data: FeatureAccounts }) {
  const people = (count: number | null) => (count === null ? 'not known' : formatCount(count));
  return (
    <FactTable
      columns={[
        'Account',
        right('Uses'),
        right('Uses before'),
        right('Change'),
        right('People'),
        right('People before'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <AccountHead account={row} tab="usage" />
          <td data-align="right">{formatCount(row.now.events)}</td>
          <td data-align="right">{formatCount(row.before.events)}</td>
          <td data-align="right">{formatSigned(row.now.events - row.before.events)}</td>
          <td data-align="right">{people(row.now.people)}</td>
          <td data-align="right">{people(row.before.people)}</td>
        </tr>
      ))}
      <tr className={classes.sum}>
        <th scope="row">{sumWords(rows.length, total)}</th>
        <td data-align="right">{formatCount(events)}</td>
        <td data-align="right">{formatCount(eventsBefore)}</td>
        <td data-align="right">{formatSigned(events - eventsBefore)}</td>
        <td colSpan={2} />
      </tr>
    </FactTable>
  );
}
