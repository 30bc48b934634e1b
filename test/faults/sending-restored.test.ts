import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Drain } from '../../src-main/delivery/drain';
import { createSendingJournal, type SendingJournal } from '../../src-main/delivery/journal';
import type { DoorSession } from '../../src-main/delivery/sending-door';
import { systemClock } from '../../src-main/ports/clock';
import { openStore } from '../../src-main/store/file/open';
import type { Store } from '../../src-main/store/types';
import { drainOf } from '../delivery/support/draining';
import { type MailServer, startMailServer } from '../support/mail-server';
import { startPostgres, type TestServer } from '../support/postgres';
import { type Answer, call, claim, launch, readyToSend, runRow, stepsOf } from '../support/sending';
import { createTeam, type Team } from '../support/team';
import {
  type InstalledPostgres,
  installedPostgres,
  startInstalledPostgres,
} from './support/installed-postgres';

const bin = installedPostgres();
if (bin === null)
  console.warn(
    'Skipped: no pg_dump here (STEWARD_PG_BIN, /usr/lib/postgresql), so none is made and restored.',
  );

/** A runner with a store of its own. */
interface Runner {
  readonly store: Store;
  readonly journal: SendingJournal;
  start(): Drain;
}

describe.skipIf(bin === null)('a dump of before some messages that pg_restore brings back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-journal-'));
  let installed: InstalledPostgres;
  let server: TestServer;
  let team: Team;
  let mails: MailServer;
  const runners: Runner[] = [];
  beforeAll(async () => {
    installed = await startInstalledPostgres(bin ?? '');
    server = await startPostgres({ at: installed.url });
    team = await createTeam(server);
    mails = await startMailServer();
    await readyToSend(team);
  }, 120_000);
  afterAll(async () => {
    for (const { store } of runners) store.close();
    await mails?.stop();
    await team?.company.drop();
    await server?.stop();
    await installed?.stop();
    rmSync(folder, { recursive: true });
  });

  function runner(machine: string): Runner {
    const store = openStore({ file: join(folder, `${machine}.db`), key: randomBytes(32), now: Date.now });
    const sender = { machine, app: '1.0' };
    const journal = createSendingJournal(store, sender, systemClock);
    const made: Runner = {
      store,
      journal,
      start: () => drainOf(team.logins.ada.url, mails.port, { journal, sender }),
    };
    runners.push(made);
    return made;
  }
  async function restore(): Promise<void> {
    const { database, url } = team.company;
    await server.admin.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${database}'`,
    );
    await server.admin.query(`drop database ${database} with (force)`);
    await server.admin.query(`create database ${database}`);
    installed.run('pg_restore', '--exit-on-error', '-d', url, 'before.dump');
  }
  const asSession = (client: pg.Client): DoorSession => ({
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
  });
  const settled = (made: Answer, stage: string) =>
    vi.waitFor(async () => expect((await runRow(team, made.run_id)).stage).toBe(stage), 20_000);
  const kept = ({ store }: Runner) =>
    store.read
      .prepared<[], string>(`select substr(key, 1, instr(key, '/') - 1) from sending_journal order by 1`)
      .pluck()
      .all();

  test('sends no message twice, forgets nobody’s word, and goes on once an admin lets it', async () => {
    const [first, second] = [runner('first'), runner('second')];
    const ann = team.clients.ann;
    const launches = [randomUUID(), randomUUID(), randomUUID()] as const;
    const waits = await launch(ann, { subject: 'Waits in the dump' }, 'acme', launches[0]);
    installed.run('pg_dump', '-Fc', '-f', 'before.dump', '-d', team.company.url);

    let drain = first.start();
    await settled(waits, 'sent');
    const later = await launch(ann, { subject: 'After the dump', category: 'news' }, 'acme', launches[1]);
    await settled(later, 'sent');
    mails.script = { onMessage: () => 'cut' };
    const lost = await launch(ann, { subject: 'Nobody knows' }, 'acme', launches[2]);
    await settled(lost, 'unknown');
    mails.script = {};
    const { rows } = await team.company.admin.query<{ token: string }>(
      'SELECT customer_success.unsubscribe_token($1) AS token',
      [later.run_id],
    );
    expect(await call(team.clients.vera, 'unsubscribe', rows[0]?.token, true)).toEqual({
      outcome: 'applied',
    });
    await call(team.clients.ada, 'suppress_address', 'user3@x3.example', true);
    await vi.waitFor(
      () => expect(kept(first)).toEqual(['preference', 'run', 'run', 'run', 'suppression']),
      5_000,
    );
    await drain.stop(500);
    // The second one has heard of one more, and was off when the company came back.
    await call(team.clients.ada, 'suppress_address', 'user2@x2.example', true);
    await second.journal.follow(asSession(team.clients.ada));
    const texts = [
      ...first.store.read.prepared<[], string>('select memory from sending_journal').pluck().all(),
    ];
    expect(texts.join()).not.toMatch(/user\d@|User of|After the dump/);
    expect(mails.received).toHaveLength(3);

    await restore();
    const ada = await team.logins.ada.connect();
    expect(await claim(ada)).toEqual({ outcome: 'stopped', reason: 'restored' });
    await ada.query('SELECT customer_success.renew_history()');
    drain = first.start();
    await settled(waits, 'sent');
    await settled(later, 'sent');
    await settled(lost, 'unknown');
    expect(await stepsOf(team, later.run_id)).toEqual(['sent restored']);
    expect(await claim(ada)).toEqual({ outcome: 'stopped', reason: 'restored' });
    const recalled = async () =>
      (
        await team.company.admin.query(
          `SELECT machine, messages, opt_outs, suppressions, ended_at IS NOT NULL AS ended FROM customer_success.sending_recalls`,
        )
      ).rows;
    await vi.waitFor(
      async () =>
        expect(await recalled()).toEqual([
          { machine: 'first', messages: 3, opt_outs: 1, suppressions: 1, ended: true },
        ]),
      5_000,
    );

    expect(await call(ada, 'release_sending', null)).toEqual({ outcome: 'applied' });
    const again = await team.logins.ann.connect();
    for (const [n, made] of [waits, later, lost].entries()) {
      const subject = ['Waits in the dump', 'After the dump', 'Nobody knows'][n];
      expect(await launch(again, { subject }, 'acme', launches[n])).toMatchObject({
        is_new: false,
        run_id: made.run_id,
      });
    }
    const unwanted = await launch(again, { subject: 'To who unsubscribed' });
    await settled(unwanted, 'cancelled');
    const suppressed = await launch(ada, { subject: 'To who is suppressed' }, 'cove');
    await settled(suppressed, 'dropped');
    await drain.stop(500);

    // Whoever comes late tells what it remembers before it sends anything, and tells it once.
    drain = second.start();
    const toBolt = await launch(ada, { subject: 'To whom the second one knows of' }, 'bolt');
    await settled(toBolt, 'dropped');
    await drain.stop(500);
    const told = await recalled();
    expect(told.map(({ machine }) => machine)).toEqual(['first', 'second']);
    await second.journal.putBack(asSession(ada));
    expect(await recalled()).toEqual(told);
    expect([...mails.counts().values()]).toEqual([1, 1, 1]);
  }, 120_000);

  test('takes nothing from a runner that this company has not sealed', async () => {
    const ada = await team.logins.ada.connect();
    const { rows } = await ada.query<{ memory: string; seal: string }>(
      `SELECT memory, seal FROM customer_success.remember_sending('-infinity') WHERE key LIKE 'preference/%'`,
    );
    const [{ memory, seal } = { memory: '{}', seal: '' }] = rows;
    const digest = 'ab'.repeat(32);
    const forged = JSON.stringify({ ...JSON.parse(memory), digest });
    const before = await team.company.admin.query('SELECT * FROM customer_success.communication_preferences');
    for (const remembered of [
      [{ memory: forged, seal }],
      [{ memory, seal: '00' }, { memory: 'no JSON', seal }, 7, null, { memory: 7 }],
      [{ memory, seal }],
    ])
      expect(await call(ada, 'recall_sending', remembered, { machine: 'x' }, false)).toMatchObject({
        outcome: 'recalled',
        taken: 0,
      });
    for (const remembered of [null, {}, 'x'.repeat(5_000_000)])
      expect(await call(ada, 'recall_sending', JSON.stringify(remembered), {}, true)).toEqual({
        outcome: 'refused',
        reason: 'invalid',
      });
    expect(
      (await team.company.admin.query('SELECT * FROM customer_success.communication_preferences')).rows,
    ).toEqual(before.rows);
    expect(await call(await team.logins.vera.connect(), 'recall_sending', [], {}, true)).toEqual({
      outcome: 'refused',
      reason: 'role',
    });
  });
});
