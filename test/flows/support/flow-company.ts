import type pg from 'pg';
import { vi } from 'vitest';
import { readSmtpUrl } from '../../../src-main/delivery/mail/smtp-settings';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import { defaultPace, type SyncPace } from '../../../src-main/sync/loop/pace';
import { accountOverviewSchema } from '../../../src-preload/contract/account';
import { outboxSchema } from '../../../src-preload/contract/operations';
import { type MailServer, startMailServer } from '../../support/mail-server';
import { openInTurn } from '../../support/open-in-turn';
import { startPostgres } from '../../support/postgres';
import { type RunningHost, startHost } from '../../support/running-host';
import { readyToSend } from '../../support/sending';
import { type Story, writeStory } from '../../support/stories';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy';
import { createTeam, type Team } from '../../support/team';
import { companyProblems, type LookedAtDesk } from './company-invariants';
import { type SwitchableHost, startSwitchableHost } from './switchable-host';

/** An account with the number by which the team's copies know it. */
export interface FlowAccount {
  readonly id: number;
  readonly externalId: string;
}

/**
 * A company whose team is at work: Ada's host computes and sends for it, Ann's is a desktop on a line that can be cut. Flows
 * share it; each has accounts of its own.
 */
export interface FlowCompany {
  readonly team: Team;
  readonly mails: MailServer;
  readonly ada: SwitchableHost;
  readonly ann: RunningHost;
  /** Ann's line to the company. */
  readonly line: TcpProxy;
  /** An account that does well, of Ann's unless it is told otherwise; both hosts know it by then, and have scored it. */
  newAccount(story: Partial<Story> & Pick<Story, 'name'>): Promise<FlowAccount>;
  /** Of the company, as its superuser. */
  rows<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** By which hosts of this company follow hints. */
  readonly pace: SyncPace;
  readonly desks: readonly LookedAtDesk[];
  /** What of the whole company is not as it should be, once both hosts have synced. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}

/** So long a flow waits for what follows by itself, in milliseconds. */
export const patience = { timeout: 60_000, interval: 100 };

/** Hosts follow hints at once: a flow is many of them, one after the other. */
const pace: SyncPace = { ...defaultPace, hintSpread: 20, firstRetry: 100, lastRetry: 1_000 };

export function openFlowCompany(): Promise<FlowCompany> {
  return openInTurn(async (closeWith) => {
    // What the server says was taken outlives a crash of it.
    const server = await startPostgres({ settings: { synchronous_commit: 'on' } });
    closeWith(server.stop);
    const team = await createTeam(server);
    closeWith(team.company.drop);
    const { admin } = team.company;
    await furnish(team);
    // A database that was copied forgets, in a crash before its first checkpoint, how far its numbers went.
    await server.admin.query('CHECKPOINT');
    const mails = await startMailServer();
    closeWith(mails.stop);
    const ada = await startSwitchableHost(team.logins.ada.url, {
      smtp: readSmtpUrl(`smtp://127.0.0.1:${mails.port}?tls=none`),
      pace,
      device: '6f1d6a3e-4a53-4f6e-9c1d-0d0d3a6b0002',
    });
    closeWith(ada.close);
    const line = await startTcpProxy(team.logins.ann.url);
    closeWith(line.close);
    const ann = await startHost(line.through(team.logins.ann.url), undefined, { pace });
    closeWith(ann.close);
    for (const host of [ada, ann]) await vi.waitFor(() => host.ask('settings.me'), patience);
    const desks: readonly LookedAtDesk[] = [
      { name: 'Ada', login: team.logins.ada, host: ada },
      { name: 'Ann', login: team.logins.ann, host: ann },
    ];
    let accounts = 0;
    return {
      ...{ team, mails, ada, ann, line, pace, desks },
      async newAccount(story) {
        accounts += 1;
        const externalId = `flow${accounts}`;
        const id = await writeStory(admin, {
          ...{ externalId, segment: 'Enterprise', ownerId: 1, mrr: 2_000, renewsInDays: 200 },
          // So few that a pull isn't held where some of them go again.
          ...{ people: 2, days: 60, eventsPerUser: '1' },
          ...story,
        });
        if (ada.isOn()) await vi.waitFor(() => scoreAt(ada, id), patience);
        if ((story.ownerId ?? 1) === 1) await vi.waitFor(() => scoreAt(ann, id), patience);
        return { id, externalId };
      },
      rows: async <Row extends object>(sql: string, values: unknown[] = []) =>
        (await admin.query<Row>(sql, values)).rows,
      problems: () => problemsOnceSynced(admin, desks, mails, [ada, ann]),
    };
  });
}

/** The score that a host shows. @throws where it has none, or doesn't know the account */
export async function scoreAt(host: RunningHost, id: number): Promise<number> {
  const { health } = accountOverviewSchema.parse(await host.ask('account.overview', { id }));
  if (health.score === null) throw new Error('it has no score');
  return health.score;
}

/** Features beside the team's own, settings of scores that hold for all, and caps that no flow comes to by chance. */
async function furnish(team: Team): Promise<void> {
  await readyToSend(team);
  await team.company.admin.query(`
    SET search_path = customer_success;
    INSERT INTO features (feature_id, external_id, name, kind) OVERRIDING SYSTEM VALUE
    VALUES (2, 'plan', 'Plan', 'core'), (3, 'track', 'Track', 'core'), (4, 'close', 'Close a deal', 'outcome');
    SELECT setval(pg_get_serial_sequence('organizations', 'organization_id'), 100),
           setval(pg_get_serial_sequence('users', 'user_id'), 100);
    UPDATE sending_settings SET caps = '[{"count": 20, "days": 7}]';
    UPDATE runner_lease SET seconds = 6;
    RESET search_path`);
  await team.company.admin.query(
    `INSERT INTO customer_success.score_configurations (version, config, note, author, op_id)
     VALUES (1, $1, 'For all', 'ada', gen_random_uuid())`,
    [JSON.stringify(starterConfig)],
  );
}

/** A copy is a little behind while its host is at work: it is looked at again. What the company's own rows say is true at once. */
async function problemsOnceSynced(
  admin: pg.Pool,
  desks: readonly LookedAtDesk[],
  mails: MailServer,
  hosts: readonly RunningHost[],
): Promise<string[]> {
  const client = await admin.connect();
  try {
    const ofCompany = await companyProblems({ admin: client, desks: [], mails });
    if (ofCompany.length > 0) return ofCompany;
    for (let look = 1; ; look += 1) {
      await Promise.all(hosts.map(untilSent));
      const found = await companyProblems({ admin: client, desks, mails });
      if (found.length === 0 || look === 10) return found;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  } finally {
    client.release();
  }
}

async function untilSent(host: RunningHost): Promise<void> {
  await vi.waitFor(async () => {
    await host.call('monitor.syncNow');
    const { pending } = outboxSchema.parse(await host.ask('monitor.outbox'));
    if (pending > 0) throw new Error(`${pending} operations wait to go up`);
  }, patience);
}
