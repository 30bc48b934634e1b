import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createCompany } from '../../../src-main/company/create-company';
import { addAccountsCommand } from '../../../src-main/host/commands/accounts';
import { addExplainCommand } from '../../../src-main/host/commands/explain';
import { addRiskCommand } from '../../../src-main/host/commands/risk';
import { addScoreCommand } from '../../../src-main/host/commands/score';
import { addSyncCommand } from '../../../src-main/host/commands/sync';
import { dayOfInstant, formatDay } from '../../../src-main/lib/day';
import { keyFromFile } from '../../../src-main/store/file/key';
import { openStore } from '../../../src-main/store/file/open';
import { todayOf } from '../../../src-main/work/today/today-of';
import type { AccountRow } from '../../../src-preload/contract/accounts';
import type { RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import type { Today } from '../../../src-preload/contract/today';
import { companyForEachTest } from '../../support/company-for-each-test';
import { csv, writeCsvFolder } from '../../support/csv-folder';
import { keptScores } from '../../support/kept-days';

// The company's clock is the server's own.
export const today = dayOfInstant(Date.now());
export const day = (from: number) => formatDay(today + from);
export let here: ReturnType<typeof companyForEachTest>;
let folder: string;
export let file: string;
export let url: string;

/** Gives each test of the file that calls it a company, with a desktop of its own. */
export function companyToTell(): void {
  here = companyForEachTest();
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'steward-lives-'));
    file = join(folder, 'steward.db');
    ({ url } = await here.company.createLogin({ role: 'manager', scope: 'all' }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
}

export async function steward(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  for (const add of [addSyncCommand, addScoreCommand, addAccountsCommand, addRiskCommand, addExplainCommand])
    add(program);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
    error.mockRestore();
  }
}

export const subscriptionColumns =
  'subscription_id,organization_id,started_on,ended_on,mrr,quantity,unit,billing_months,renews_on';

interface Seen {
  /** By name. */
  readonly accounts: ReadonlyMap<string, AccountRow>;
  readonly risk: Pick<RiskScreen, 'points' | 'noForecast'>;
  readonly today: Today;
  readonly arr: number;
}

/** Loads the files over what is there, syncs, scores, and looks at what the screens show. */
export async function see(
  organizations: readonly string[],
  subscriptions: readonly string[],
  usedBy: readonly string[] = [],
): Promise<Seen> {
  const used = usedBy.flatMap((account) =>
    Array.from({ length: 95 }, (_, back) => `${account},1,f1,${day(-1 - back)},5`),
  );
  const report = await createCompany({
    url: here.company.url,
    now: Date.now,
    from: writeCsvFolder({
      'features.csv': csv('feature_id,name,kind', 'f1,Search,core', 'f2,Report,outcome'),
      'organizations.csv': csv(...organizations),
      ...(usedBy.length > 0 && {
        'users.csv': csv('user_id,organization_id,role', ...usedBy.map((account) => `1,${account},champion`)),
        'activity_daily.csv': csv('organization_id,user_id,feature_id,day,events', ...used),
      }),
      ...(subscriptions.length > 0 && { 'subscriptions.csv': csv(...subscriptions) }),
    }),
  });
  expect(report.setAsideFolder).toBeNull();
  await steward('sync', '--url', url, '--store', file);
  await steward('score', '--store', file);
  const rows: AccountRow[] = JSON.parse(await steward('accounts', '--store', file, '--json'));
  return {
    accounts: new Map(rows.map((row) => [row.name, row])),
    risk: JSON.parse(await steward('risk', 'list', '--store', file, '--json')),
    today: withStore((store) => todayOf(store.read, { limit: 500 }, Date.now())),
    arr: rows.reduce((sum, { arr }) => sum + arr, 0),
  };
}

export function withStore<T>(look: (store: ReturnType<typeof openStore>) => T): T {
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  try {
    return look(store);
  } finally {
    store.close();
  }
}

export function scoreDays(account: string): number[] {
  return withStore((store) => {
    const id = store.read
      .prepared<[string], number>('select organization_id from organizations where external_id = ?')
      .pluck()
      .get(account);
    return keptScores(store).flatMap((kept) => (kept.id === id ? [kept.day - today] : []));
  });
}

function indicatorsOf(account: string): string {
  return (
    withStore(({ read }) =>
      read
        .prepared<[string], string>(
          `select indicators from account_summaries join organizations using (organization_id) where external_id = ?`,
        )
        .pluck()
        .get(account),
    ) ?? '[]'
  );
}

export const texts = (account: string) =>
  (JSON.parse(indicatorsOf(account)) as { id: string; text: string }[]).map(
    ({ id, text }) => `${id}: ${text}`,
  );
