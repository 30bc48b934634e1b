import { createCompany } from '../../src-main/company/create-company';
import type { LoadReport } from '../../src-main/company/load-report';
import { measureAt } from '../../src-main/engines/health/measures';
import { startWork } from '../../src-main/host/start-work';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { systemClock } from '../../src-main/ports/clock';
import { readScoreOnOrBefore } from '../../src-main/store/scores/past-scores';
import type { Store } from '../../src-main/store/types';
import { syncOnce } from '../../src-main/sync/loop/sync-once';
import { scoreAllJob } from '../../src-main/work/scoring/scoring-kinds';
import type { RiskIndicator } from '../../src-preload/contract/domain';
import type { MeasureId } from '../../src-preload/contract/health-config';
import { csv, writeCsvFolder } from './csv-folder';
import type { TestCompany } from './postgres';
import { temporaryStore } from './store-builder';

/** A company loaded from files, at a desk that synced it and scored it today. */
export interface CompanyAtADesk {
  readonly store: Store;
  readonly today: number;
  /** Loads further files, syncs and scores. */
  load(files: Readonly<Record<string, string>>): Promise<LoadReport>;
  /** Syncs and scores. */
  catchUp(): Promise<void>;
  of(externalId: string): AccountFigures;
  close(): void;
}

export interface AccountFigures {
  readonly id: number;
  readonly score: number | null;
  readonly riskLevel: string | null;
  readonly activeUsers: number | null;
  readonly users: number;
  readonly events: number;
  readonly lastActivityDay: number | null;
  readonly indicators: readonly RiskIndicator[];
  raw(id: MeasureId): number;
}

export async function sitDownAt(company: TestCompany): Promise<CompanyAtADesk> {
  const temporary = temporaryStore(Date.now);
  const { store } = temporary;
  const { url } = await company.createLogin({ role: 'manager', scope: 'all' });
  async function catchUp(): Promise<void> {
    await syncOnce({ store, connect: { url }, clock: systemClock });
    const jobs = startWork({ store, clock: systemClock, onJob: () => undefined, onChanged: () => undefined });
    jobs.enqueue(scoreAllJob, {}, scoreAllJob.priority);
    await jobs.runUntilIdle();
    await jobs.stop();
  }
  return {
    store,
    today: dayOfInstant(Date.now()),
    async load(files) {
      const report = await createCompany({ url: company.url, from: writeCsvFolder(files) });
      await catchUp();
      return report;
    },
    catchUp,
    of: (externalId) => figuresOf(store, externalId),
    close: () => temporary.remove(),
  };
}

function figuresOf(store: Store, externalId: string): AccountFigures {
  const row = store.read
    .prepared<[string], Omit<AccountFigures, 'indicators' | 'raw'> & { indicators: string }>(
      `select s.organization_id as id, s.score, s.risk_level as riskLevel, s.active_users as activeUsers, s.users,
              s.events, s.last_activity_day as lastActivityDay, s.indicators
         from account_summaries s join organizations o using (organization_id) where o.external_id = ?`,
    )
    .get(externalId);
  if (row === undefined) throw new Error(`no account ${externalId}`);
  const raws = readScoreOnOrBefore(store.read, row.id)?.raws;
  return {
    ...row,
    indicators: JSON.parse(row.indicators),
    raw: (id) => raws?.[measureAt[id]] ?? Number.NaN,
  };
}

/** `-61` days from today, as files write it. */
export function dayBefore(days: number): string {
  return formatDay(dayOfInstant(Date.now()) - days);
}

/** Lines for each of the days that lie `from` to `to` days back, the earliest first. */
export function eachDay(from: number, to: number, linesOn: (day: string) => readonly string[]): string[] {
  return Array.from({ length: from - to + 1 }, (_, i) => linesOn(dayBefore(from - i))).flat();
}

export const threeFeatures = {
  'features.csv': csv('feature_id,name,kind', 'f1,Search,core', 'f2,Report,outcome', 'f3,Export,other'),
};

/** Accounts of the same age and contract: seats for so many, begun 800 days ago. */
export function accountsOf(
  seats: number,
  renewsIn: number | null,
  ...names: string[]
): Record<string, string> {
  const renews = renewsIn === null ? '' : dayBefore(-renewsIn);
  return {
    'organizations.csv': csv(
      'organization_id,name,created_at,owner_email',
      ...names.map((name) => `${name},${name},${dayBefore(800)},ann@x.example`),
    ),
    'subscriptions.csv': csv(
      'subscription_id,organization_id,started_on,mrr,quantity,unit,billing_months,renews_on',
      ...names.map((name) => `${name},${name},${dayBefore(700)},1000,${seats},users,12,${renews}`),
    ),
  };
}
