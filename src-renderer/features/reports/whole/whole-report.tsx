import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RevenueReport } from '../../../../src-preload/contract/reports/revenue';
import { trpc } from '../../../api/client';
import { useOwnerChoice } from '../../../api/owner-choice';
import { BooksTab } from '../books/books-tab';
import { ChangeTab } from '../change/change-tab';
import { CohortsTab } from '../cohorts/cohorts-tab';
import { FeaturesTab } from '../features/features-tab';
import { HealthTab } from '../health/health-tab';
import { RenewalsTab } from '../renewals/renewals-tab';
import { RetentionTab } from '../retention/retention-tab';
import { RevenueTab } from '../revenue/revenue-tab';
import { usePaper } from './use-paper';
import classes from './whole-report.module.css';

/** All reports one below the other, of the same pieces and figures as on the screen: what goes on paper. */
export function WholeReport({ report }: { report: RevenueReport }) {
  usePaper();
  return (
    <div className={classes.whole}>
      <Grounds />
      {report.hasMoney && (
        <Part title="Revenue">
          <RevenueTab report={report} />
        </Part>
      )}
      {report.hasMoney && (
        <Part title="Retention">
          <RetentionTab report={report} />
        </Part>
      )}
      {report.asOf !== null && (
        <Part title="What changed">
          <ChangeTab asOf={report.asOf} />
        </Part>
      )}
      <Part title="Cohorts of accounts">
        <CohortsTab view="accounts" />
      </Part>
      <Part title="Cohorts of revenue">
        <CohortsTab view="revenue" />
      </Part>
      <Part title="Health">
        <HealthTab />
      </Part>
      {report.asOf !== null && (
        <Part title="Features">
          <FeaturesTab asOf={report.asOf} />
        </Part>
      )}
      <Part title="Books">
        <BooksTab asOf={report.asOf} />
      </Part>
      <Part title="Renewals">
        <RenewalsTab isWhole />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={classes.part}>
      <h2 className={classes.title}>{title}</h2>
      {children}
    </div>
  );
}

/** What was chosen, which controls say on the screen. */
function Grounds() {
  const { rates = 'opening' } = useSearch({ from: '/company/reports' });
  const { ownerId } = useOwnerChoice();
  const owners = useQuery(trpc.accounts.facets.queryOptions()).data?.owners;
  const owner = owners?.find(({ id }) => id === ownerId)?.name;
  return (
    <p className={classes.grounds}>
      {ownerId === null ? 'Accounts of all owners' : `Accounts of ${owner ?? '…'}`}
      {rates === 'constant' ? '; amounts in constant currency' : '; amounts at the rates of each month'}
    </p>
  );
}
