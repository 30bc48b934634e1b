import { beforeEach, describe, expect, test } from 'vitest';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { startWork } from '../../src-main/host/start-work';
import { readSavedViews } from '../../src-main/store/desk/saved-views';
import { readUnreadEntries } from '../../src-main/store/operations/unread-entries';
import { readConfigVersion, readConfigVersions } from '../../src-main/store/scores/configs';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { configName } from '../../src-preload/contract/config-names';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 2, scope: 'book' });
beforeEach(async () => {
  await here.desk.sync();
});

const state = { filter: {}, sort: { key: 'arr', descending: true }, columns: ['arr'] };
const config = (middle: number) => ({ ...structuredClone(starterConfig), bands: { middle, healthy: 75 } });

/** As a colleague's Steward has the company take it; a view is shared. */
async function colleague(saved: { readonly view: unknown; readonly name: string } | { config: unknown }) {
  if ('view' in saved)
    await here.company.admin.query(
      `insert into customer_success.saved_views (view_id, login, name, view, shared)
       values (gen_random_uuid(), 'ada', $1, $2, true)`,
      [saved.name, JSON.stringify(saved.view)],
    );
  else
    await here.company.admin.query(
      `insert into customer_success.score_configurations (version, config, note, author, op_id)
       select coalesce(max(version), 0) + 1, $1, '', 'ada', gen_random_uuid() from customer_success.score_configurations`,
      [JSON.stringify(saved.config)],
    );
}

const views = () => readSavedViews(here.desk.store.read).map(({ name }) => name);
const unread = () => readUnreadEntries(here.desk.store.read);
function inForce(): [string, number] {
  const { read } = here.desk.store;
  const { current } = readConfigVersions(read);
  return [configName(current), readConfigVersion(read, current).config.bands.middle];
}

/** Without a sync. @returns kinds of the jobs that it asks for */
async function startAnew(): Promise<string[]> {
  const jobs = startWork({
    store: here.desk.store,
    clock: { now: Date.now },
    onJob: () => undefined,
    onChanged: () => undefined,
    random: () => 0.5,
  });
  const asked = jobs.newest().map(({ kind }) => kind);
  await jobs.stop();
  return asked;
}

const nested = config(45);
const [profile] = nested.organizationProfiles;
const laterConfigs: [string, unknown][] = [
  ['a form that this one can’t read', { rules: [] }],
  ['a field more', { ...config(45), calm: true }],
  ['a field more within', { ...nested, organizationProfiles: [{ ...profile, calm: { days: 3 } }] }],
];

describe('what a newer Steward saved', () => {
  test.each([
    { ...state, filter: { mood: 'grim' } },
    { ...state, columns: ['arr', 7] },
    { ...state, sort: { ...state.sort, ties: 'name' } },
    {},
  ])('as a view stays as it is, is not shown, and is told of: %j', async (view) => {
    await colleague({ name: 'Of later', view });
    await colleague({ name: 'Of now', view: state });
    await here.desk.sync();
    await here.desk.expectEqual();
    await startAnew();
    expect(views()).toEqual(['Of now']);
    expect(unread()).toEqual([
      'The view “Of later” can’t be read, being of a newer Steward: update this one to see it. Nothing was changed.',
    ]);
  });

  test.each(laterConfigs)(
    'as score settings of %s leaves those before in force, and is told of',
    async (_what, later) => {
      await colleague({ config: config(30) });
      await colleague({ config: later });
      await here.desk.sync();
      await here.desk.expectEqual();
      await startAnew();
      expect(inForce()).toEqual(['1 of the company', 30]);
      expect(unread()).toEqual([
        'The company’s score settings 2 can’t be read, being of a newer Steward: update this one to score by them. Nothing was changed. Until then this computer scores by those before.',
      ]);
      await colleague({ config: config(35) });
      await here.desk.sync();
      expect([inForce(), unread()]).toEqual([['3 of the company', 35], []]);
    },
  );

  test('in numbers is told of in a few sentences', async () => {
    for (let n = 10; n < 35; n += 1) await colleague({ name: `View ${n}`, view: {} });
    await here.desk.sync();
    expect(unread()).toHaveLength(11);
    expect(unread().at(-1)).toBe('15 more views were saved by a newer Steward.');
  });

  test('and took away again is told of no more', async () => {
    await colleague({ name: 'Of later', view: {} });
    await here.desk.sync();
    await here.company.admin.query('update customer_success.saved_views set removed_at = now()');
    await here.desk.sync();
    expect(unread()).toEqual([]);
  });
});

describe('once Steward is updated', () => {
  test('a view and score settings that the one before left out are there with its first start, although no row changed', async () => {
    await colleague({ config: config(30) });
    await here.desk.sync();
    await startAnew();
    await colleague({ name: 'Of later', view: state });
    await colleague({ config: config(35) });
    await here.desk.sync();
    // As the one before left it.
    writeTransaction(here.desk.store, 'test', (tx) => {
      tx.prepared('delete from saved_views').run();
      tx.prepared('delete from score_configs where version = (select max(version) from score_configs)').run();
    });
    expect([views(), inForce()[1]]).toEqual([[], 30]);
    await startAnew();
    expect([views(), inForce(), unread()]).toEqual([['Of later'], ['2 of the company', 35], []]);
    await here.desk.expectEqual();
  });

  test('a view of before that it can’t read any more is told of, and the others are shown', async () => {
    await colleague({ name: 'Of before', view: { ...state, filter: { mood: 'grim' } } });
    await colleague({ name: 'Of now', view: state });
    await here.desk.sync();
    writeTransaction(here.desk.store, 'test', (tx) =>
      tx
        .prepared(
          `insert into saved_views (view_id, name, view, created_at, version, shared, owner)
           select view_id, name, view, created_at, version, shared, login from copied_saved_views where name = 'Of before'`,
        )
        .run(),
    );
    await startAnew();
    expect([views(), unread()]).toEqual([['Of now'], [expect.stringContaining('“Of before”')]]);
  });

  test('what the runner published, and the one before could not read, is looked at again', async () => {
    expect(await startAnew()).not.toContain('take_up_book');
    writeTransaction(here.desk.store, 'test', (tx) =>
      tx.prepared(`insert into settings (key, value) values ('runner.unread', '["Too new."]')`).run(),
    );
    expect(await startAnew()).toContain('take_up_book');
  });
});
