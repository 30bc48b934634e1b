import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addMilestonesCommand } from '../../src-main/host/commands/milestones';
import { addSyncCommand } from '../../src-main/host/commands/sync';
import { formatDay, parseDay } from '../../src-main/lib/day';
import { celebrationListSchema } from '../../src-preload/contract/celebrations/celebrations';
import {
  type MilestoneDefinition,
  newMilestone,
} from '../../src-preload/contract/milestones/milestone-definition';
import {
  accountMilestonesSchema,
  boardSchema,
  milestoneStatisticsSchema,
} from '../../src-preload/contract/milestones/milestones';
import { countedBy } from '../support/milestones/entries';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { apply, operation } from '../support/team';
import { fillCompany } from './support/company';

let server: TestServer;
let company: TestCompany;
let url: string;
let admin: pg.Client;
let folder: string;
let file: string;
const ids = { kickOff: '', live: '', everyone: '', plan: '' };
const today = formatDay(Math.floor(Date.now() / 86_400_000));
const daysAgo = (days: number) => formatDay(parseDay(today) - days);

/** Three accounts, o1 to o3, of which two follow a plan: a kick-off by hand, a launch after it, and ten uses by each contact. */
beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillCompany(company.admin, 3);
  await company.admin.query(
    `UPDATE customer_success.organizations SET name = 'Twin' WHERE external_id IN ('o2', 'o3')`,
  );
  const login = await company.createLogin({ role: 'admin', scope: 'all' });
  ({ url } = login);
  admin = await login.connect();
  ids.kickOff = await decided('milestone.save', {
    name: 'Kick-off held',
    definition: defined({ dueWorkingDays: 5 }),
  });
  ids.live = await decided('milestone.save', {
    name: 'Live',
    definition: defined({
      prerequisites: [ids.kickOff],
      completion: countedBy({ target: 1_000 }),
      weight: 3,
    }),
  });
  ids.everyone = await decided('milestone.save', {
    name: 'Ten uses',
    definition: defined({ audience: 'contact' }),
  });
  const milestones = [ids.kickOff, ids.live, ids.everyone];
  ids.plan = await decided('plan.save', {
    name: 'Onboarding',
    definition: { description: '', milestones, stage: null, segment: null, isOn: false },
  });
  for (const account of ['o1', 'o2'])
    await decided('plan.assign', { plan: ids.plan, started_on: daysAgo(40) }, account);
  folder = mkdtempSync(join(tmpdir(), 'steward-milestones-'));
  file = join(folder, 'steward.db');
  await steward('sync', '--url', url);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await company.drop();
  await server.stop();
});

const defined = (more: Partial<MilestoneDefinition>): MilestoneDefinition => ({ ...newMilestone, ...more });

/** @returns its id */
async function decided(
  kind: string,
  patch: object,
  account: string | null = null,
  entry: string | null = null,
): Promise<string> {
  const asked = operation(kind, patch, { account, ...(entry !== null && { entry }) });
  const [answer] = await apply(admin, [asked]);
  if (answer?.outcome !== 'applied') throw new Error(JSON.stringify(answer));
  return asked.op_id;
}

async function steward(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride().configureOutput({ writeErr: () => undefined });
  for (const add of [addSyncCommand, addMilestonesCommand]) add(program);
  for (const command of program.commands)
    for (const own of [command, ...command.commands])
      own.exitOverride().configureOutput({ writeErr: () => undefined });
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync([...args, '--store', file], { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}
const milestones = (...args: string[]) => steward('milestones', ...args);

/** What the company has of a milestone, once it was synced. */
async function there(milestone: string) {
  await steward('sync', '--url', url);
  const { rows } = await company.admin.query(
    `SELECT o.external_id AS account, u.external_id AS contact, progress, set_by IS NOT NULL AS "byHand", reason
       FROM customer_success.user_milestones m JOIN customer_success.organizations o USING (organization_id)
       LEFT JOIN customer_success.users u ON u.user_id = m.user_id WHERE milestone_id = $1 ORDER BY 1, 2`,
    [milestone],
  );
  return rows;
}

test('list tells plans by their pace, the slowest first, and what is next', async () => {
  expect(await milestones('list')).toBe(
    ['Account 1', 'Twin']
      .map((name) => `stuck     ${name}, Onboarding: 0 of 3 milestones   next: Kick-off held, due ${due()}`)
      .join('\n'),
  );
  const board = boardSchema.parse(JSON.parse(await milestones('list', '--json')));
  expect(board.counts).toEqual({ stuck: 2, behind: 0, on_track: 0, done: 0 });
});

/** Five working days after a plan's start 40 days ago, as the line says it. */
function due(): string {
  let day = parseDay(daysAgo(40));
  for (let left = 5; left > 0; left -= Number(isWorked(day))) day += 1;
  return new Date(day * 86_400_000).toLocaleDateString('en-US', {
    ...{ month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' },
  });
}

function isWorked(day: number): boolean {
  return ![0, 6].includes(new Date(day * 86_400_000).getUTCDay());
}

test('list of an account tells each milestone, how far it is, and why it is slow', async () => {
  const told = await milestones('list', '--account', 'Account 1');
  expect(told).toMatch(/^Onboarding, since \w+ \d+, \d{4}: 0%$/m);
  expect(told).toMatch(/^ {2}stuck {5}Kick-off held: 0%$/m);
  expect(told).toMatch(/^ {12}It was due \d+ days ago\.$/m);
  expect(told).toMatch(/^ {2}on track {2}Live: 0%/m);
  const own = accountMilestonesSchema.parse(
    JSON.parse(await milestones('list', '--account', 'o1', '--json')),
  );
  expect(own.plans.map(({ plan, standings }) => [plan, standings.length])).toEqual([['Onboarding', 3]]);
  expect(await milestones('list', '--account', 'o3')).toBe('The account follows no success plan.');
});

test('complete says that a milestone is done, and the company hears of it with the next sync, once', async () => {
  expect(await milestones('complete', '--account', 'o1', '--milestone', 'kick-off HELD')).toBe(
    '“Kick-off held” is done here; the company hears of it with the next sync.',
  );
  expect(await milestones('list')).toMatch(/Account 1, Onboarding: 1 of 3 milestones/);
  expect(
    JSON.parse(await milestones('complete', '--account', 'o1', '--milestone', ids.kickOff, '--json')),
  ).toEqual({
    milestone: ids.kickOff,
    progress: 100,
  });
  expect(await there(ids.kickOff)).toEqual([
    { account: 'o1', contact: null, progress: 100, byHand: true, reason: null },
  ]);
  const { rows } = await company.admin.query(
    'SELECT count(*)::int AS n FROM customer_success.milestone_achievements WHERE milestone_id = $1',
    [ids.kickOff],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('complete is for contacts where the milestone is theirs', async () => {
  await milestones('complete', '--account', 'o1', '--milestone', 'Ten uses', '--contact', 'u2');
  expect(await there(ids.everyone)).toEqual([
    { account: 'o1', contact: 'u2', progress: 100, byHand: true, reason: null },
  ]);
});

test('correct takes a reason, which the company keeps, and leaves it to the counting again where no progress is given', async () => {
  const live = ['--account', 'o1', '--milestone', 'Live'];
  await milestones('correct', ...live, '--progress', '40', '--reason', 'Half of them are on it');
  expect(await there(ids.live)).toEqual([
    { account: 'o1', contact: null, progress: 40, byHand: true, reason: 'Half of them are on it' },
  ]);
  expect(await milestones('correct', ...live, '--reason', 'Their use tells it by now')).toBe(
    '“Live” is corrected here; the company hears of it with the next sync.',
  );
  expect(await there(ids.live)).toMatchObject([{ progress: 40, byHand: false }]);
  await expect(milestones('correct', ...live, '--progress', '40')).rejects.toThrow(
    /required option '--reason/,
  );
});

test.each([
  ['an account that is none', ['--account', 'Nobody', '--milestone', 'Live'], 'No account is called Nobody.'],
  [
    'a name of two',
    ['--account', 'Twin', '--milestone', 'Live'],
    '2 accounts are called Twin: name the id of one.',
  ],
  [
    'a milestone that is none',
    ['--account', 'o1', '--milestone', 'Lively'],
    'No milestone is called Lively.',
  ],
  [
    'one that waits',
    ['--account', 'o2', '--milestone', 'Live'],
    '“Live” waits for “Kick-off held”: complete that first.',
  ],
  [
    'a contact’s without one',
    ['--account', 'o1', '--milestone', 'Ten uses'],
    'This is a contact’s milestone: say whose.',
  ],
  [
    'an account’s with one',
    ['--account', 'o1', '--milestone', 'Live', '--contact', 'u1'],
    'This is the account’s milestone, no contact’s.',
  ],
  [
    'a contact of elsewhere',
    ['--account', 'o1', '--milestone', 'Ten uses', '--contact', 'u9'],
    'This contact is not in your copy any more.',
  ],
])('%s is refused in words, and nothing is changed', async (_what, args, words) => {
  await expect(milestones('complete', ...args)).rejects.toThrow(words);
});

test('progress is a whole number of percent', async () => {
  for (const progress of ['101', '-1', '4.5', 'half'])
    await expect(
      milestones(
        'correct',
        '--account',
        'o1',
        '--milestone',
        'Live',
        `--progress=${progress}`,
        '--reason',
        'x',
      ),
    ).rejects.toThrow(`--progress takes a whole number from 0 to 100, not ${progress}.`);
});

test('stats tell how many came how far, how fast, and what can’t be told of staying yet', async () => {
  const told = await milestones('stats');
  expect(told).toMatch(/^Kick-off held: 1 of 2 \(50 ?%\), half within 40 days/m);
  // Nobody has counted use for these plans; what people say is known all the same.
  expect(told).toMatch(/^Live: 0 of 0 \(–\), half not reached$/m);
  expect(told).toMatch(/^2 plans are not counted yet: only what people say of them is in these figures\.$/m);
  const stats = milestoneStatisticsSchema.parse(JSON.parse(await milestones('stats', '--json')));
  expect(stats.milestones.map(({ name, started, completed }) => [name, started, completed])).toEqual([
    ['Kick-off held', 2, 1],
    ['Live', 0, 0],
  ]);
});

test('celebrations tell what was reached and how it stands, by groups', async () => {
  const telling = { is_on: true, template: null, to: 'champion', hold_hours: 0, after_hold: 'goes' };
  await decided('celebration.settings', { settings: { ...telling, oldest_days: 7, desktop: false } });
  const reached = await decided('milestone.save', { name: 'Reference given', definition: defined({}) });
  for (const account of ['o2', 'o3'])
    await decided(
      'progress.set',
      { milestone: reached, contact: null, progress: 100, reason: null },
      account,
    );
  const { rows } = await company.admin.query<{ id: string }>(
    `SELECT celebration_id AS id FROM customer_success.celebrations c JOIN customer_success.organizations o USING (organization_id)
      WHERE o.external_id = 'o3'`,
  );
  await decided('celebration.decide', { decision: 'skip', reason: 'They are leaving' }, 'o3', rows[0]?.id);
  await steward('sync', '--url', url);
  expect(await milestones('celebrations')).toBe('No celebration waits.');
  expect(await milestones('celebrations', '--group', 'done')).toMatch(
    /^Told here Twin: “Reference given” on \w+ \d+, \d{4}\n {10}No template is set, so nobody is written to\.$/,
  );
  expect(await milestones('celebrations', '--group', 'skipped')).toMatch(
    /Skipped by .+\. “They are leaving”$/,
  );
  const { celebrations } = JSON.parse(await milestones('celebrations', '--group', 'done', '--json'));
  expect(celebrationListSchema.shape.celebrations.parse(celebrations)).toMatchObject([
    { state: 'told', externalId: 'o2', milestone: 'Reference given' },
  ]);
  await expect(milestones('celebrations', '--group', 'late')).rejects.toThrow('waiting, done, skipped');
});
