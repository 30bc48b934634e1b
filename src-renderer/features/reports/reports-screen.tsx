import { Tabs } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { RevenueReport } from '../../../src-preload/contract/reports/revenue';
import { type ReportTab, reportTabs } from '../../../src-preload/contract/reports/saved-report';
import { Loaded } from '../../api/loaded';
import { useMilestone } from '../../api/milestone';
import { rememberReport } from '../../api/recents';
import { EmptyState } from '../../ui/empty-state';
import { formatDay } from '../../ui/format/day';
import { formatPlural } from '../../ui/format/number';
import { NoAccounts } from '../../ui/no-accounts';
import { Page } from '../../ui/page';
import { PageHeader } from '../../ui/page-header';
import { PageSkeleton } from '../../ui/skeletons';
import { BooksTab } from './books/books-tab';
import { OpenedBook } from './books/books-then-accounts';
import { ChangeAccounts } from './change/change-accounts';
import { ChangeTab } from './change/change-tab';
import { CohortsTab } from './cohorts/cohorts-tab';
import { OpenedFeature } from './features/feature-accounts';
import { FeaturesTab } from './features/features-tab';
import { HealthTab } from './health/health-tab';
import { RenewalsTab } from './renewals/renewals-tab';
import { ReportBar } from './report-bar';
import { ReportExits } from './report-exits';
import { reportTitles } from './report-search';
import classes from './reports-screen.module.css';
import { RetentionTab } from './retention/retention-tab';
import { FigureAccounts } from './revenue/figure-accounts';
import { RevenueTab } from './revenue/revenue-tab';
import { SavedMenu } from './saved/saved-menu';
import { useRevenue, useShow } from './use-revenue';
import { WholeReport } from './whole/whole-report';

/** What became of the book's revenue, month by month. @param owner chooses of whose accounts */
export function ReportsScreen({ owner }: { owner: ReactNode }) {
  const { whole } = useSearch({ from: '/company/reports' });
  const report = useRevenue();
  useMilestone('interactive', report.isSuccess);
  return (
    <Page>
      <PageHeader
        title="Reports"
        note={report.data && asOfWords(report.data)}
        actions={
          whole ? null : (
            <>
              {owner}
              {report.data?.asOf != null && <SavedMenu report={report.data} />}
              {report.data?.asOf != null && <ReportExits asOf={report.data.asOf} />}
            </>
          )
        }
      />
      <Loaded answer={report} waiting={<PageSkeleton />}>
        {(data) =>
          whole ? <WholeReport report={data} /> : <Reports report={data} isOld={report.isPlaceholderData} />
        }
      </Loaded>
      <FigureAccounts />
      {report.data?.asOf != null && <ChangeAccounts asOf={report.data.asOf} />}
      {report.data?.asOf != null && <OpenedFeature asOf={report.data.asOf} />}
      {report.data?.asOf != null && <OpenedBook asOf={report.data.asOf} />}
    </Page>
  );
}

function asOfWords({ asOf, accounts }: RevenueReport): string | null {
  return asOf === null ? null : `${formatPlural(accounts, 'account')}, as of ${formatDay(asOf)}`;
}

function Reports({ report, isOld }: { report: RevenueReport; isOld: boolean }) {
  const { show = 'revenue' } = useSearch({ from: '/company/reports' });
  useEffect(() => rememberReport(show), [show]);
  const go = useShow();
  if (report.accounts === 0 && report.undated === 0) return <NoAccounts />;
  return (
    <Tabs
      value={show}
      onChange={(next) => go({ show: (next ?? 'revenue') as ReportTab })}
      keepMounted={false}
    >
      <Tabs.List>
        {reportTabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {reportTitles[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className={classes.panel} aria-busy={isOld}>
        {(show === 'revenue' || show === 'retention') && report.hasMoney && <ReportBar report={report} />}
        <Tabs.Panel value="revenue">
          {report.hasMoney ? <RevenueTab report={report} /> : <NoPrices />}
        </Tabs.Panel>
        <Tabs.Panel value="retention">
          {report.hasMoney ? <RetentionTab report={report} /> : <NoPrices />}
        </Tabs.Panel>
        <Tabs.Panel value="change">{report.asOf !== null && <ChangeTab asOf={report.asOf} />}</Tabs.Panel>
        <Tabs.Panel value="cohorts">
          <CohortsTab />
        </Tabs.Panel>
        <Tabs.Panel value="renewals">
          <RenewalsTab />
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <HealthTab />
        </Tabs.Panel>
        <Tabs.Panel value="features">{report.asOf !== null && <FeaturesTab asOf={report.asOf} />}</Tabs.Panel>
        <Tabs.Panel value="books">
          <BooksTab asOf={report.asOf} />
        </Tabs.Panel>
      </div>
    </Tabs>
  );
}

function NoPrices() {
  return (
    <EmptyState
      icon={<IconCoins size={24} stroke={1.5} />}
      title="No prices are known"
      text="Revenue reports are made of subscriptions with a price (mrr). Your company gives none yet."
    />
  );
}
