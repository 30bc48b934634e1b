import { beforeEach, describe, expect, test } from 'vitest';
import { sendAgain } from '../../src-main/actions/operations/set-backs';
import { publishConfig, saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { readConfigVersion, readConfigVersions } from '../../src-main/store/scores/configs';
import { ensureStarterConfig } from '../../src-main/work/scoring/current-config';
import { configName } from '../../src-preload/contract/config-names';
import type { HealthConfig } from '../../src-preload/contract/health-config';
import { decidingAt, outboxStates, setBacksOf } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';

/** Ann is a manager, Ada and Alf are admins. */
const here = deskForEachTest({ accounts: 2, scope: 'book' });
let ada: Desk;
let alf: Desk;

beforeEach(async () => {
  const admin = () => here.company.createLogin({ role: 'admin', scope: 'all' });
  [ada, alf] = [openDesk(await admin()), openDesk(await admin())];
  for (const desk of [here.desk, ada, alf]) {
    ensureStarterConfig(desk.store, 1);
    await desk.sync();
  }
  return () => {
    ada.close();
    alf.close();
  };
});

function withMiddle(middle: number): HealthConfig {
  return { ...structuredClone(starterConfig), bands: { middle, healthy: 75 } };
}

const current = (desk: Desk) => readConfigVersions(desk.store.read).current;
const middleOf = (desk: Desk) => readConfigVersion(desk.store.read, current(desk)).config.bands.middle;
const save = (desk: Desk, middle: number) =>
  saveConfig(decidingAt(desk), { config: withMiddle(middle), note: 'Changed', basedOn: current(desk) });

/** Has a desktop's own become the company's. */
function publish(desk: Desk, middle: number): void {
  const { version } = save(desk, middle);
  publishConfig(decidingAt(desk), version);
}

test('a manager’s own is in force on that desktop as long as the company has none', async () => {
  expect(save(here.desk, 40)).toEqual({ version: 2, state: 'in force' });
  expect(outboxStates(here.desk)).toEqual([]);
  await here.desk.sync();
  expect(middleOf(here.desk)).toBe(40);
  expect(() => publishConfig(decidingAt(here.desk), 2)).toThrow(/Only an admin/);
});

test('an admin’s is numbered by the company and in force on all desktops, which score all accounts anew', async () => {
  save(here.desk, 40);
  expect(save(ada, 30)).toEqual({ version: 2, state: 'in force' });
  await ada.sync();
  expect(outboxStates(ada)).toEqual([]);
  publishConfig(decidingAt(ada), 2);
  await ada.sync();
  expect((await here.desk.sync()).organizationIds).toBe('all');
  expect([here.desk, ada].map((desk) => [configName(current(desk)), middleOf(desk)])).toEqual([
    ['1 of the company', 30],
    ['1 of the company', 30],
  ]);
  expect(outboxStates(ada)).toEqual(['seen 1']);
  const kept = readConfigVersions(here.desk.store.read).versions.map(({ version }) => configName(version));
  expect(kept).toEqual(['1 of the company', '2', '1']);
});

test('where the company has one, a manager’s stays a draft, and an admin’s is in force once the company has it', async () => {
  publish(ada, 30);
  await ada.sync();
  await here.desk.sync();
  expect(save(here.desk, 45)).toMatchObject({ state: 'draft' });
  expect(middleOf(here.desk)).toBe(30);
  expect(save(ada, 20)).toMatchObject({ state: 'on its way' });
  expect(middleOf(ada)).toBe(30);
  expect(() => save(ada, 10)).toThrow(/still on their way/);
  await ada.sync();
  await here.desk.sync();
  expect([ada, here.desk].map(middleOf)).toEqual([20, 20]);
  expect(configName(current(here.desk))).toBe('2 of the company');
});

test('of two that were made of the same version the later is told, and can be sent again over the other', async () => {
  publish(ada, 30);
  publish(alf, 35);
  await ada.sync();
  await alf.sync();
  expect(setBacksOf(alf)).toMatchObject([{ what: 'refused', title: 'Score settings' }]);
  expect(setBacksOf(alf)[0]?.words).toMatch(/Somebody else’s version came into force/);
  expect(middleOf(alf)).toBe(30);
  sendAgain(decidingAt(alf), { opId: setBacksOf(alf)[0]?.opId ?? '' });
  await alf.sync();
  await ada.sync();
  expect(setBacksOf(alf)).toEqual([]);
  expect([ada, alf].map((desk) => [configName(current(desk)), middleOf(desk)])).toEqual([
    ['2 of the company', 35],
    ['2 of the company', 35],
  ]);
});

/** The company as a dump of before brings it: with versions up to this one. */
async function restoreUpTo(version: number): Promise<void> {
  await here.company.admin.query(`
    delete from customer_success.score_configurations where version > ${version};
    delete from customer_success.operations where kind = 'config.publish' and (answer ->> 'version')::int > ${version};
    select customer_success.start_new_epoch()`);
}

describe('a restored company that has forgotten a version', () => {
  let forgotten: number;
  beforeEach(async () => {
    publish(ada, 30);
    await ada.sync();
    save(ada, 20);
    await ada.sync();
    await here.desk.sync();
    await alf.sync();
    forgotten = current(here.desk);
    expect(configName(forgotten)).toBe('2 of the company');
  });

  test('and takes it again has the same one: nothing is scored anew', async () => {
    await restoreUpTo(1);
    await here.desk.sync();
    expect([configName(current(here.desk)), middleOf(here.desk)]).toEqual(['1 of the company', 30]);
    await ada.sync();
    await here.desk.sync();
    expect([current(here.desk), middleOf(here.desk)]).toEqual([forgotten, 20]);
  });

  test('and gives its number to another: desktops take neither for the other, and what lost comes back', async () => {
    await restoreUpTo(1);
    await alf.sync();
    save(alf, 35);
    await alf.sync();
    expect((await here.desk.sync()).organizationIds).toBe('all');
    expect(current(here.desk)).not.toBe(forgotten);
    expect([configName(current(here.desk)), middleOf(here.desk)]).toEqual([
      '2 of the company, given anew',
      35,
    ]);
    // Days that were scored by the one before are explained by it.
    expect(readConfigVersion(here.desk.store.read, forgotten).config.bands.middle).toBe(20);
    await ada.sync();
    expect(setBacksOf(ada)).toMatchObject([{ what: 'refused', title: 'Score settings' }]);
    sendAgain(decidingAt(ada), { opId: setBacksOf(ada)[0]?.opId ?? '' });
    for (const desk of [ada, alf, here.desk]) await desk.sync();
    expect([ada, alf, here.desk].map((desk) => [configName(current(desk)), middleOf(desk)])).toEqual(
      Array(3).fill(['3 of the company', 20]),
    );
    await restoreUpTo(2);
    await here.desk.sync();
    expect(middleOf(here.desk)).toBe(35);
  });

  test('takes no other for the one that a later version was made of', async () => {
    save(alf, 25);
    await alf.sync();
    await restoreUpTo(1);
    await here.company.admin.query(
      `insert into customer_success.score_configurations (version, config, note, author, op_id)
       values (2, $1, 'another', 'abe', gen_random_uuid())`,
      [JSON.stringify(withMiddle(45))],
    );
    await alf.sync();
    expect(middleOf(alf)).toBe(45);
    expect(setBacksOf(alf)).toMatchObject([{ what: 'refused', title: 'Score settings' }]);
  });

  test('of one that this Steward can’t read under its number, the one before is in force, and not the forgotten one', async () => {
    await restoreUpTo(1);
    await here.company.admin.query(
      `insert into customer_success.score_configurations (version, config, note, author, op_id)
       values (2, '{"of a newer Steward": true}', 'new', 'abe', gen_random_uuid())`,
    );
    await here.desk.sync();
    expect([configName(current(here.desk)), middleOf(here.desk)]).toEqual(['1 of the company', 30]);
  });
});

test('one that this Steward can’t read leaves the one before in force', async () => {
  publish(ada, 30);
  await ada.sync();
  await here.company.admin.query(
    `insert into customer_success.score_configurations (version, config, note, author, op_id)
     values (2, '{"of a newer Steward": true}', 'new', 'ada', gen_random_uuid())`,
  );
  await here.desk.sync();
  await here.desk.expectEqual();
  expect(middleOf(here.desk)).toBe(30);
});
