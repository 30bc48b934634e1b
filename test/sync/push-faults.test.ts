import { copyFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeNote } from '../../src-main/actions/notes/notes';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { readOutbox } from '../../src-main/store/operations/set-backs';
import { pushSteps } from '../../src-main/sync/push/push';
import type { Connection } from '../../src-main/sync/wire/connect';
import {
  accountAt,
  decidingAt,
  outboxOf,
  outboxStates,
  setBacksOf,
  shownNotes,
  writeNote,
} from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';
import { syncKilled } from './support/sync-killed';
import { losingTheReply } from './support/team-days';

const here = deskForEachTest({ accounts: 4, scope: 'book' });

beforeEach(async () => {
  await here.desk.sync();
});

async function notesAtCompany(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    'select text from customer_success.notes where removed_at is null order by row_id',
  );
  return rows.map(({ text }) => text);
}

const shown = () => shownNotes(here.desk, accountAt(here.desk));
const straight = (connection: Connection) => connection;

describe('a line that is cut between the company’s commit and its answer', () => {
  test('costs nothing and doubles nothing: the same is asked again and answered as it was', async () => {
    writeNote(here.desk, 'once');
    setPulse(decidingAt(here.desk), {
      account: { organizationId: accountAt(here.desk) },
      points: 50,
      reason: 'unsure',
    });
    await expect(here.desk.syncOver(losingTheReply)).rejects.toThrow(/terminated/);
    expect(await notesAtCompany()).toEqual(['once']);
    expect(outboxStates(here.desk)).toEqual(['pending 2']);
    expect(shown()).toEqual(['once *']);
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['once']);
    expect(outboxStates(here.desk)).toEqual(['seen 2']);
    expect(shown()).toEqual(['once']);
    await here.desk.expectEqual();
  });

  test('shows no value of before meanwhile, although the company’s rows come without it', async () => {
    const noteId = writeNote(here.desk, 'old');
    await here.desk.sync();
    changeNote(decidingAt(here.desk), { noteId, text: 'new' });
    // A pull of a moment at which the change has not arrived.
    await here.company.admin.query(`update customer_success.organizations set name = name || '!'`);
    const noPush = (connection: Connection): Connection => ({
      ...connection,
      async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
        if (!text.includes('from customer_success.apply_operations'))
          return connection.query<Row>(text, values);
        throw Object.assign(new Error('not now'), { code: '42883' });
      },
    });
    await here.desk.syncOver(noPush);
    expect(shown()).toEqual(['new *']);
    expect(readOutbox(here.desk.store.read).problem).toMatch(/kept here and tried again/);
    await here.desk.sync();
    expect(shown()).toEqual(['new']);
    expect(readOutbox(here.desk.store.read).problem).toBeNull();
  });

  test('leaves the effect standing while its transaction is in no pulled snapshot yet', async () => {
    const noteId = writeNote(here.desk, 'old');
    await here.desk.sync();
    changeNote(decidingAt(here.desk), { noteId, text: 'new' });
    // The push is kept, and the pull that should bring it fails.
    const noPull = (connection: Connection): Connection => ({
      ...connection,
      async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
        if (text.includes('repeatable read')) throw new Error('Connection terminated unexpectedly');
        return connection.query<Row>(text, values);
      },
    });
    await expect(here.desk.syncOver(noPull)).rejects.toThrow();
    expect(outboxStates(here.desk)).toEqual(['acknowledged 1', 'seen 1']);
    expect(shown()).toEqual(['new']);
    await here.desk.sync();
    expect(outboxStates(here.desk)).toEqual(['seen 2']);
    expect(shown()).toEqual(['new']);
  });
});

describe('a push that ends', () => {
  test.each(pushSteps)('at the step “%s” leaves nothing lost and nothing double', async (last) => {
    writeNote(here.desk, 'one');
    writeNote(here.desk, 'two');
    const end = here.desk.syncOver(straight, {
      onStep(step) {
        if (step === last) throw new Error(`ended at ${step}`);
      },
    });
    await expect(end).rejects.toThrow(`ended at ${last}`);
    here.desk.reopen();
    expect(shown().map((text) => text.replace(' *', ''))).toEqual(['one', 'two']);
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['one', 'two']);
    expect(shown()).toEqual(['one', 'two']);
    expect(outboxStates(here.desk)).toEqual(['seen 2']);
    await here.desk.expectEqual();
  });

  test('with its process, at any statement, leaves nothing lost and nothing double', async () => {
    for (const at of [3, 12, 30]) {
      writeNote(here.desk, `before ${at}`);
      syncKilled(here.desk, at);
    }
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['before 3', 'before 12', 'before 30']);
    expect(shown()).toEqual(['before 12', 'before 3', 'before 30']);
    await here.desk.expectEqual();
  });
});

test('a login that is refused in the middle of the queue pauses it and deletes nothing', async () => {
  for (let n = 0; n < 3; n += 1) writeNote(here.desk, `note ${n}`);
  await here.company.admin.query(`alter role ${here.login.login} valid until '2001-01-01'`);
  await expect(here.desk.sync()).rejects.toThrow(/refuses this login or its password/);
  expect(outboxStates(here.desk)).toEqual(['pending 3']);
  expect(shown()).toEqual(['note 0 *', 'note 1 *', 'note 2 *']);
  await here.company.admin.query(`alter role ${here.login.login} valid until 'infinity'`);
  await here.desk.sync();
  expect(outboxStates(here.desk)).toEqual(['seen 3']);
});

test('a login without a membership keeps what it decided and says so', async () => {
  writeNote(here.desk, 'kept');
  const take = await here.company.admin.query('delete from customer_success.memberships returning *');
  expect((await here.desk.sync()).kind).toBe('revoked');
  expect(outboxStates(here.desk)).toEqual(['pending 1']);
  expect(readOutbox(here.desk.store.read).problem).toMatch(/kept here.*until your administrator lets you in/);
  const { login, role, scope, manager_id: managerId } = take.rows[0];
  await here.company.admin.query(
    'insert into customer_success.memberships (login, role, scope, manager_id) values ($1, $2, $3, $4)',
    [login, role, scope, managerId],
  );
  await here.desk.sync();
  expect(await notesAtCompany()).toEqual(['kept']);
  expect(shown()).toEqual(['kept']);
});

test('a company of before takes none, is read all the same, and gets all once it can', async () => {
  const name = 'customer_success.apply_operations(json, json)';
  const [{ source }] = (
    await here.company.admin.query<{ source: string }>(
      `select pg_get_functiondef('${name}'::regprocedure) as source`,
    )
  ).rows as [{ source: string }];
  await here.company.admin.query(`drop function ${name}`);
  writeNote(here.desk, 'kept');
  await here.company.admin.query(`update customer_success.organizations set name = 'Renamed'`);
  await here.desk.sync();
  await here.desk.expectEqual();
  expect(shown()).toEqual(['kept *']);
  expect(readOutbox(here.desk.store.read).problem).toMatch(/takes no decisions yet/);
  await here.company.admin.query(
    `set role cs_owner; ${source}; grant execute on function ${name} to cs_viewer; reset role`,
  );
  await here.desk.sync();
  expect(outboxStates(here.desk)).toEqual(['seen 1']);
  expect(readOutbox(here.desk.store.read).problem).toBeNull();
});

test('a restored dump that has forgotten what it had taken is told again, and what it remembers is not doubled', async () => {
  const organizationId = accountAt(here.desk);
  writeNote(here.desk, 'remembered');
  const changed = writeNote(here.desk, 'changed later');
  await here.desk.sync();
  writeNote(here.desk, 'forgotten');
  changeNote(decidingAt(here.desk), { noteId: changed, text: 'changed' });
  setPulse(decidingAt(here.desk), { account: { organizationId }, points: 25, reason: 'forgotten, too' });
  await here.desk.sync();
  expect(outboxStates(here.desk)).toEqual(['seen 5']);
  // As the dump of before has it.
  await here.company.admin.query(`
    set session_replication_role = replica;
    delete from customer_success.operations where kind in ('note.change', 'pulse.set')
       or op_id = (select note_id from customer_success.notes where text = 'forgotten');
    delete from customer_success.notes where text = 'forgotten';
    delete from customer_success.pulses;
    update customer_success.notes set text = 'changed later', version = 1, changed = '{}' where text = 'changed';
    update customer_success.sync_settings set history = 'another server';
    reset session_replication_role`);
  await here.desk.sync();
  await here.desk.sync();
  expect((await notesAtCompany()).toSorted()).toEqual(['changed', 'forgotten', 'remembered']);
  expect(shown()).toEqual(['changed', 'forgotten', 'remembered']);
  expect(outboxStates(here.desk)).toEqual(['seen 5']);
  const { rows } = await here.company.admin.query('select reason from customer_success.pulses');
  expect(rows).toEqual([{ reason: 'forgotten, too' }]);
  await here.desk.expectEqual();
});

test('two machines with the same store decide on, and send what they had in common once', async () => {
  writeNote(here.desk, 'in common');
  await withTwin(async (copy) => {
    writeNote(copy, 'from the copy');
    writeNote(here.desk, 'from the first');
    await copy.sync();
    await here.desk.sync();
    await copy.sync();
    expect((await notesAtCompany()).toSorted()).toEqual(['from the copy', 'from the first', 'in common']);
    for (const desk of [here.desk, copy]) {
      expect(shownNotes(desk, accountAt(desk))).toEqual(['from the copy', 'from the first', 'in common']);
      expect(setBacksOf(desk)).toEqual([]);
      await desk.expectEqual();
    }
  });
});

test('two machines with the same store, whose company was restored between them, decided once what both send upon different versions', async () => {
  const noteId = writeNote(here.desk, 'first');
  await here.desk.sync();
  changeNote(decidingAt(here.desk), { noteId, text: 'second' });
  changeNote(decidingAt(here.desk), { noteId, text: 'third' });
  await withTwin(async (copy) => {
    await here.desk.sync();
    const bases = () => [here.desk, copy].map((desk) => outboxOf(desk).map(({ baseVersion }) => baseVersion));
    expect(bases()).toEqual([
      [null, 1, 2],
      [null, 1, 1],
    ]);
    // As the dump of before has it, in which a colleague goes on.
    await here.company.admin.query(`
      set session_replication_role = replica;
      delete from customer_success.operations where kind = 'note.change';
      update customer_success.notes set text = 'a colleague’s', version = 2, changed = '{"text": 2}';
      update customer_success.sync_settings set history = 'another server';
      reset session_replication_role;
      select customer_success.renew_history()`);
    for (const desk of [copy, here.desk, copy, here.desk]) await desk.sync();
    expect(await notesAtCompany()).toEqual(['a colleague’s']);
    for (const desk of [here.desk, copy]) {
      expect(outboxStates(desk)).toEqual(['seen 3']);
      expect(shownNotes(desk, accountAt(desk))).toEqual(['a colleague’s']);
      await desk.expectEqual();
    }
  });
});

async function withTwin(use: (copy: Desk) => Promise<void>): Promise<void> {
  const copy = openDesk(here.login);
  copy.reopen(() => {
    here.desk.store.db.client.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(here.desk.file, copy.file);
  });
  try {
    await use(copy);
  } finally {
    copy.close();
  }
}

test('what the company puts off waits for its time, and nothing else waits with it', async () => {
  await here.company.admin.query(
    `update customer_success.operation_limits set per_minute = 1 where calls = 'single'`,
  );
  writeNote(here.desk, 'first');
  await here.desk.sync();
  writeNote(here.desk, 'second');
  await here.desk.sync();
  const [, put] = outboxOf(here.desk);
  expect(put).toMatchObject({ state: 'pending', attempts: 1 });
  expect(put?.retryAt).toBeGreaterThan(Date.now());
  expect(shown()).toEqual(['first', 'second *']);
  await here.desk.sync();
  expect(outboxOf(here.desk)[1]?.attempts).toBe(1);
  await here.company.admin.query('update customer_success.operation_limits set per_minute = 100');
  const later = { now: () => (put?.retryAt ?? 0) + 1 };
  await here.desk.syncOver(straight, { clock: later });
  expect(await notesAtCompany()).toEqual(['first', 'second']);
});
