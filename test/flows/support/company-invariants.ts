import type pg from 'pg';
import { readAuditFindings } from '../../../src-main/store/audit/audit-findings';
import { readSyncState } from '../../../src-main/store/copy/sync-state';
import { readOutbox } from '../../../src-main/store/operations/set-backs';
import type { MailServer } from '../../support/mail-server';
import type { TestLogin } from '../../support/postgres';
import type { RunningHost } from '../../support/running-host';
import { companyRows, localRows, type Snapshot } from '../../sync/support/oracle';
import { lookInto } from './at-desk';
import type { Invariant } from './invariants/invariant';
import { ofDecisions } from './invariants/of-decisions';
import { ofMessages } from './invariants/of-messages';
import { ofMilestones } from './invariants/of-milestones';
import { ofRules } from './invariants/of-rules';
import { ofTheLedger } from './invariants/of-the-ledger';
import { ofUseAndScores } from './invariants/of-use-and-scores';

export const invariants: readonly Invariant[] = [
  ...ofTheLedger,
  ...ofMilestones,
  ...ofMessages,
  ...ofRules,
  ...ofDecisions,
  ...ofUseAndScores,
];

/** A desktop whose copy is looked at. */
export interface LookedAtDesk {
  readonly name: string;
  readonly login: TestLogin;
  readonly host: Pick<RunningHost, 'folder' | 'key' | 'leave'>;
}

/** All that there is of a company: its database, the desktops of its team, and who got its mails. */
export interface WholeCompany {
  /** Its superuser's. */
  readonly admin: pg.ClientBase;
  readonly desks: readonly LookedAtDesk[];
  readonly mails: Pick<MailServer, 'counts'> | null;
}

/** What of a whole company is not as it should be at every moment, each as a sentence with where; none, where all is. */
export async function companyProblems({ admin, desks, mails }: WholeCompany): Promise<string[]> {
  const problems = await brokenInvariants(admin);
  if (mails !== null) problems.push(...(await mailProblems(admin, mails)));
  return [...problems, ...(await Promise.all(desks.map(deskProblems))).flat()];
}

async function brokenInvariants(admin: pg.ClientBase): Promise<string[]> {
  const all = invariants.map(
    ({ broken }, place) => `SELECT ${place} AS place, what FROM (${broken}) b (what)`,
  );
  await admin.query('SET search_path = customer_success');
  try {
    // In one statement, so that all of them look at the same moment.
    const { rows } = await admin.query<{ place: number; what: string }>(all.join(' UNION ALL '));
    return rows.map(({ place, what }) => `${invariants[place]?.says}: ${what}`);
  } finally {
    await admin.query('RESET search_path');
  }
}

/** What the mail server got is what the company says was sent, each once; of what nobody knows it may have got it. */
async function mailProblems(admin: pg.ClientBase, mails: Pick<MailServer, 'counts'>): Promise<string[]> {
  const { rows } = await admin.query<{ id: string; stage: string }>(
    `SELECT message_id AS id, stage FROM customer_success.interventions WHERE dot_at IS NOT NULL`,
  );
  const stages = new Map(rows.map(({ id, stage }) => [id, stage]));
  const got = mails.counts();
  return [
    ...[...got].flatMap(([id, times]) => (times > 1 ? [`a mail goes once: ${id} came ${times} times`] : [])),
    ...[...got.keys()].flatMap((id) => (stages.has(id) ? [] : [`a mail is one of the company’s: ${id}`])),
    ...rows.flatMap(({ id, stage }) =>
      stage === 'sent' && !got.has(id) ? [`what was sent arrived: ${id} did not`] : [],
    ),
  ];
}

/** A desktop that has synced holds what its login sees, has sent what was decided on it, and found the audit as it knew it. */
async function deskProblems({ name, login, host }: LookedAtDesk): Promise<string[]> {
  const { eventsFromDay } = lookInto(host, readSyncState);
  const client = await login.connect();
  const theirs = await companyRows(client, eventsFromDay ?? 0);
  await client.end();
  return lookInto(host, (read) => [
    ...differences(localRows(read), theirs).map((words) => `${name}’s copy is what ${name} sees: ${words}`),
    ...waiting(readOutbox(read).pending).map((words) => `what ${name} decided has gone up: ${words}`),
    ...readAuditFindings(read).findings.map(({ words }) => `the audit is as ${name} knew it: ${words}`),
  ]);
}

function differences(ours: Snapshot, theirs: Snapshot): string[] {
  return Object.keys(theirs).flatMap((table) => {
    const [here, there] = [new Set(ours[table]), new Set(theirs[table])];
    const missing = [...there].filter((row) => !here.has(row));
    const extra = [...here].filter((row) => !there.has(row));
    return [
      ...missing.slice(0, 1).map((row) => `${missing.length} rows of ${table} are missing: ${row}`),
      ...extra.slice(0, 1).map((row) => `${extra.length} rows of ${table} are too many: ${row}`),
    ];
  });
}

function waiting(operations: number): string[] {
  return operations === 0 ? [] : [`${operations} operations wait`];
}
