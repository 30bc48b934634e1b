import { beforeEach, describe, expect, test } from 'vitest';
import { markDone, undoItem } from '../../src-main/actions/desk/today';
import { deleteView, saveView } from '../../src-main/actions/desk/views';
import { changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { letGo, sendAgain } from '../../src-main/actions/operations/set-backs';
import { setOverride, withdrawOverride } from '../../src-main/actions/scores/override';
import { setPulse, takeBackPulse } from '../../src-main/actions/scores/pulse';
import { readExternalId } from '../../src-main/store/accounts/organization-ids';
import { readCompanyId } from '../../src-main/store/copy/company-id';
import { readSavedViews } from '../../src-main/store/desk/saved-views';
import { readNotes } from '../../src-main/store/notes/read-notes';
import { readJudgements } from '../../src-main/store/scores/judgement-history';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { addPulse } from '../support/earlier-entries';
import type { TestLogin } from '../support/postgres';
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

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const today = 20_785;

const shown = (desk: Desk = here.desk) => shownNotes(desk, accountAt(desk));

async function notesAtCompany(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    'select text from customer_success.notes where removed_at is null order by row_id',
  );
  return rows.map(({ text }) => text);
}

function externalIdOf(organizationId: number): string {
  return readExternalId(here.desk.store.read, organizationId) ?? '';
}

/** A desk of another login, or of the same; synced, and closed after the test. */
async function withDesk(login: TestLogin, use: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = openDesk(login);
  try {
    await desk.sync();
    await use(desk);
  } finally {
    desk.close();
  }
}

const colleague = () => here.company.createLogin({ role: 'admin', scope: 'all' });

beforeEach(async () => {
  await here.desk.sync();
});

describe('a note', () => {
  test('is on the screen at once, marked as on its way, and goes up with the next sync', async () => {
    writeNote(here.desk, 'They plan to leave');
    expect(shown()).toEqual(['They plan to leave *']);
    expect(await notesAtCompany()).toEqual([]);
    await here.desk.sync();
    const { rows } = await here.company.admin.query('select text, author from customer_success.notes');
    expect(rows).toEqual([{ text: 'They plan to leave', author: here.login.login }]);
    expect(shown()).toEqual(['They plan to leave']);
    expect(outboxStates(here.desk)).toEqual(['seen 1']);
    await here.desk.expectEqual();
  });

  test('that is written, changed and removed offline goes up in that order', async () => {
    const kept = writeNote(here.desk, 'first');
    const gone = writeNote(here.desk, 'second');
    changeNote(decidingAt(here.desk), { noteId: kept, text: 'first, put right' });
    changeNote(decidingAt(here.desk), { noteId: kept, text: 'first, put right again' });
    removeNote(decidingAt(here.desk), gone);
    expect(shown()).toEqual(['first, put right again *']);
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['first, put right again']);
    expect(shown()).toEqual(['first, put right again']);
    expect(outboxStates(here.desk)).toEqual(['seen 5']);
    await here.desk.expectEqual();
  });

  test('of a colleague comes with the next sync, with its author, and leaves with it when it is removed', async () => {
    await withDesk(await colleague(), async (desk) => {
      const noteId = writeNote(desk, 'From Ada', accountAt(here.desk));
      await desk.sync();
      await here.desk.sync();
      expect(shown()).toEqual(['From Ada']);
      removeNote(decidingAt(desk), noteId);
      await desk.sync();
      await here.desk.sync();
      expect(shown()).toEqual([]);
      await here.desk.expectEqual();
    });
  });
});

describe('what this desktop kept alone before', () => {
  const key = '018f0000-0000-7000-8000-000000000001';
  beforeEach(() => {
    const organizationId = accountAt(here.desk);
    const externalId = `o${organizationId}`;
    writeTransaction(here.desk.store, 'test earlier', (tx) => {
      tx.prepared(`delete from settings where key = 'operations.offered'`).run();
      const about = { companyId: readCompanyId(tx), organizationId, externalId };
      addPulse(tx, { pulseId: key, ...about, points: 25, reason: 'long ago', author: 'Zora', createdAt: 1 });
    });
  });

  test('goes up with the next sync, with its author as text, and once', async () => {
    await here.desk.sync();
    await here.desk.sync();
    const { rows } = await here.company.admin.query(
      'select pulse_id, author, earlier_author, reason from customer_success.pulses',
    );
    expect(rows).toEqual([
      { pulse_id: key, author: here.login.login, earlier_author: 'Zora', reason: 'long ago' },
    ]);
    expect(outboxStates(here.desk)).toEqual(['seen 1']);
    expect(here.desk.store.read.prepared('select author from pulses').pluck().all()).toEqual(['Zora']);
  });

  test('is not offered again by a desktop that had it from the company', async () => {
    await here.desk.sync();
    await withDesk(here.login, async (desk) => {
      desk.store.db.client.exec(`delete from settings where key = 'operations.offered'`);
      writeNote(desk, 'a first decision');
      await desk.sync();
      expect(outboxOf(desk).map(({ kind }) => kind)).toEqual(['note.add']);
      expect(setBacksOf(desk)).toEqual([]);
    });
  });
});

describe('two change the same note', () => {
  test('the one who came later is told what lost, and can put it back', async () => {
    const noteId = writeNote(here.desk, 'as it was');
    await here.desk.sync();
    await withDesk(await colleague(), async (desk) => {
      changeNote(decidingAt(desk), { noteId, text: 'Ada was first' });
      await desk.sync();
    });
    changeNote(decidingAt(here.desk), { noteId, text: 'Ann came later' });
    expect(shown()).toEqual(['Ann came later *']);
    await here.desk.sync();
    expect(shown()).toEqual(['Ada was first']);
    expect(setBacksOf(here.desk)).toMatchObject([{ what: 'lost', text: 'Ann came later', canRetry: true }]);
    sendAgain(decidingAt(here.desk), { opId: setBacksOf(here.desk)[0]?.opId ?? '' });
    expect(setBacksOf(here.desk)).toEqual([]);
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['Ann came later']);
    expect(shown()).toEqual(['Ann came later']);
    expect(setBacksOf(here.desk)).toEqual([]);
  });

  test('a change that was begun before a colleague’s came overwrites nothing unseen, though it was kept after', async () => {
    const noteId = writeNote(here.desk, 'as it was');
    await here.desk.sync();
    const [begun] = readNotes(here.desk.store.read, { organizationId: accountAt(here.desk) }).notes;
    await withDesk(await colleague(), async (desk) => {
      changeNote(decidingAt(desk), { noteId, text: 'Ada was first' });
      await desk.sync();
    });
    await here.desk.sync();
    expect(shown()).toEqual(['Ada was first']);
    changeNote(decidingAt(here.desk), { noteId, text: 'Ann had begun before', version: begun?.version });
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['Ada was first']);
    expect(setBacksOf(here.desk)).toMatchObject([{ what: 'lost', text: 'Ann had begun before' }]);
    changeNote(decidingAt(here.desk), { noteId, text: 'Ann has seen it', version: 99 });
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['Ann has seen it']);
  });

  test('what was changed twice without knowing is lost twice: the second change is no better informed', async () => {
    const noteId = writeNote(here.desk, 'as it was');
    await here.desk.sync();
    await withDesk(await colleague(), async (desk) => {
      changeNote(decidingAt(desk), { noteId, text: 'Ada was first' });
      await desk.sync();
    });
    changeNote(decidingAt(here.desk), { noteId, text: 'once' });
    changeNote(decidingAt(here.desk), { noteId, text: 'twice' });
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['Ada was first']);
    expect(setBacksOf(here.desk).map(({ text }) => text)).toEqual(['twice', 'once']);
  });
});

describe('what the company refuses', () => {
  test('comes back with its reason in words, and holds up nothing that comes after', async () => {
    const organizationId = accountAt(here.desk);
    writeNote(here.desk, 'before');
    writeNote(here.desk, 'poison');
    writeNote(here.desk, 'after');
    writeNote(here.desk, 'elsewhere', accountAt(here.desk, 1));
    const poison = outboxOf(here.desk)[1]?.opId ?? '';
    here.desk.store.db.client
      .prepare(`update operations set patch = json_set(patch, '$.text', 'bell \x07') where op_id = ?`)
      .run(poison);
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['before', 'after', 'elsewhere']);
    expect(shownNotes(here.desk, organizationId)).toEqual(['after', 'before']);
    const [refused] = setBacksOf(here.desk);
    expect(refused).toMatchObject({ what: 'refused', opId: poison, accountId: organizationId, isText: true });
    expect(refused?.words).toMatch(/can’t take it as it is.*kept here.*edit it and try again/i);
    sendAgain(decidingAt(here.desk), { opId: poison, text: 'mended' });
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['before', 'after', 'elsewhere', 'mended']);
    expect(setBacksOf(here.desk)).toEqual([]);
  });

  test('is what was decided about another account than its id means by now, and that one is left alone', async () => {
    const [first, second] = [accountAt(here.desk, 0), accountAt(here.desk, 1)];
    writeNote(here.desk, 'about the first', first);
    writeNote(here.desk, 'about a third', accountAt(here.desk, 2));
    await here.company.admin.query(
      `update customer_success.organizations set external_id = 'x' where organization_id = ${first};
       update customer_success.organizations set external_id = (select organization_external_id from
         (values ('${externalIdOf(first)}')) v (organization_external_id)) where organization_id = ${second}`,
    );
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual(['about a third']);
    expect(outboxOf(here.desk)).toMatchObject([
      { state: 'refused', reason: 'other_account' },
      { state: 'seen' },
    ]);
    expect(setBacksOf(here.desk)).toMatchObject([
      { words: expect.stringContaining('another account'), text: 'about the first' },
    ]);
  });

  test('can be let go, and does not come again', async () => {
    writeNote(here.desk, 'a thought');
    await here.company.admin.query(`update customer_success.memberships set role = 'viewer'`);
    await here.desk.sync();
    const [refused] = setBacksOf(here.desk);
    expect(refused?.words).toMatch(/role does not let you/);
    letGo(decidingAt(here.desk), refused?.opId ?? '');
    expect(() => letGo(decidingAt(here.desk), refused?.opId ?? '')).toThrow(/settled already/);
    await here.desk.sync();
    expect(setBacksOf(here.desk)).toEqual([]);
    expect(shown()).toEqual([]);
  });

  test('because a colleague has the account now says so, and keeps the text to hand it over', async () => {
    const organizationId = accountAt(here.desk);
    for (const text of ['one', 'two', 'three']) writeNote(here.desk, text, organizationId);
    setPulse(decidingAt(here.desk), { account: { organizationId }, points: 25, reason: 'worried' });
    await here.company.admin.query(
      'update customer_success.organizations set owner_id = 2 where organization_id = $1',
      [organizationId],
    );
    await here.desk.sync();
    expect(await notesAtCompany()).toEqual([]);
    expect(outboxStates(here.desk)).toEqual(['refused 4']);
    const back = setBacksOf(here.desk);
    expect(back.map(({ text }) => text)).toEqual(['worried', 'three', 'two', 'one']);
    expect(back.every(({ words }) => /reassigned to Ben on /.test(words))).toBe(true);
    expect(back.every(({ canRetry }) => !canRetry)).toBe(true);
    expect(shownNotes(here.desk, organizationId)).toEqual([]);
    expect(here.desk.store.read.prepared('select * from pulses').all()).toEqual([]);
    await here.desk.expectEqual();
  });
});

describe('each kind of decision goes up and comes back as it was:', () => {
  const judgements = (desk: Desk, id: number) =>
    readJudgements(desk.store.read, id, today).map(({ kind, value, reason, standing, withdrawnAt }) => ({
      kind,
      value,
      reason,
      standing,
      isWithdrawn: withdrawnAt !== null,
    }));

  test('pulses and scores set by hand, also taken back, on every desk', async () => {
    const organizationId = accountAt(here.desk);
    const account = { organizationId };
    const context = decidingAt(here.desk);
    const pulseId = setPulse(context, { account, points: 25, reason: 'worried' });
    setPulse(context, { account, points: 75, reason: 'better' });
    takeBackPulse(context, { account, pulseId });
    setOverride(context, { account, score: 40.5, reason: 'the buyer left', untilDay: today + 400 });
    setOverride(context, { account, score: 60, reason: 'and is back', untilDay: today + 400 });
    const before = judgements(here.desk, organizationId);
    expect(before.filter(({ standing }) => standing).map(({ reason }) => reason)).toEqual([
      'and is back',
      'better',
    ]);
    const pending = () =>
      readJudgements(here.desk.store.read, organizationId, today).map((one) => one.isPending);
    expect(pending()).toEqual([true, true, true, true]);
    await here.desk.sync();
    expect(pending()).toEqual([false, false, false, false]);
    expect(outboxStates(here.desk)).toEqual(['seen 5']);
    expect(judgements(here.desk, organizationId)).toEqual(before);
    await here.desk.expectEqual();
    await withDesk(await colleague(), async (desk) => {
      expect(judgements(desk, organizationId)).toEqual(before);
      withdrawOverride(decidingAt(desk), account);
      await desk.sync();
      await here.desk.sync();
      const after = judgements(here.desk, organizationId);
      expect(after.filter(({ standing }) => standing).map(({ reason }) => reason)).toEqual(['better']);
    });
  });

  test('what was done on Today, on all of one’s own desks and on nobody else’s', async () => {
    const organizationId = accountAt(here.desk);
    const other = accountAt(here.desk, 1);
    markDone(decidingAt(here.desk), `${organizationId}:renewal`, stuckByAccount);
    markDone(decidingAt(here.desk), `${other}:renewal`, stuckByAccount);
    undoItem(decidingAt(here.desk), `${other}:renewal`);
    await here.desk.sync();
    expect(outboxStates(here.desk)).toEqual(['seen 3']);
    const away = (desk: Desk) =>
      desk.store.read.prepared<[], number>('select organization_id from today_dispositions').pluck().all();
    expect(away(here.desk)).toEqual([organizationId]);
    await withDesk(here.login, async (desk) => expect(away(desk)).toEqual([organizationId]));
    await withDesk(await colleague(), async (desk) => {
      expect(away(desk)).toEqual([]);
      await desk.expectEqual();
    });
  });

  test('saved views, by field, on all of one’s own desks and on nobody else’s', async () => {
    const state = { filter: {}, sort: { key: 'arr' as const, descending: true }, columns: ['arr'] };
    const { id } = saveView(decidingAt(here.desk), { name: 'Mine', ...state });
    const gone = saveView(decidingAt(here.desk), { name: 'Gone', ...state });
    deleteView(decidingAt(here.desk), gone.id);
    await here.desk.sync();
    expect(outboxStates(here.desk)).toEqual(['seen 3']);
    const names = (desk: Desk) => readSavedViews(desk.store.read).map(({ name }) => name);
    expect(names(here.desk)).toEqual(['Mine']);
    await withDesk(here.login, async (desk) => {
      saveView(decidingAt(desk), { id, name: 'Ours', ...state });
      saveView(decidingAt(here.desk), { id, name: 'Mine', ...state, columns: ['score'] });
      await desk.sync();
      await here.desk.sync();
      await desk.sync();
      for (const one of [desk, here.desk])
        expect(readSavedViews(one.store.read)).toMatchObject([{ name: 'Ours', columns: ['score'] }]);
    });
    await withDesk(await colleague(), async (desk) => {
      expect(names(desk)).toEqual([]);
      await desk.expectEqual();
    });
  });
});
