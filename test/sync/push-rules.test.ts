import { beforeEach, expect, test } from 'vitest';
import { sendAgain } from '../../src-main/actions/operations/set-backs';
import { saveRule, setRuleState } from '../../src-main/actions/rules/rules';
import { removeSegment, saveSegment } from '../../src-main/actions/rules/segments';
import { readRules, readRuleVersions } from '../../src-main/store/rules/read-rules';
import { readSegments } from '../../src-main/store/rules/read-segments';
import { all, inSegment, lowScore, ruleDefinition, segmentPatch } from '../support/rules/entries';
import { decidingAt, setBacksOf } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';

/** Ann is a manager, Ada and Alf are admins. */
const here = deskForEachTest({ accounts: 2, scope: 'book' });
let ada: Desk;
let alf: Desk;
beforeEach(async () => {
  const admin = () => here.company.createLogin({ role: 'admin', scope: 'all' });
  [ada, alf] = [openDesk(await admin()), openDesk(await admin())];
  await everybodySyncs();
  return () => {
    ada.close();
    alf.close();
  };
});

async function everybodySyncs(): Promise<void> {
  for (const desk of [here.desk, ada, alf, here.desk, ada]) await desk.sync();
}

const rule = (desk: Desk) => readRules(desk.store.read)[0];
function write(desk: Desk, clearDays: number): string {
  const id = rule(desk)?.id;
  const definition = ruleDefinition({ clearDays });
  return saveRule(decidingAt(desk), { id, version: rule(desk)?.version, name: 'Low', definition });
}
const switchOn = (desk: Desk) =>
  setRuleState(
    decidingAt(desk),
    { id: rule(desk)?.id ?? '', version: rule(desk)?.version ?? 0, state: 'preview' },
    [],
  );
const cut = (desk: Desk, name: string, conditions = all(lowScore), id?: string) =>
  saveSegment(decidingAt(desk), { id, version: undefined, ...segmentPatch(name, conditions) }, []);

test('a rule that one wrote is everybody’s, with what it held before', async () => {
  write(here.desk, 2);
  await everybodySyncs();
  write(here.desk, 3);
  await everybodySyncs();
  for (const desk of [here.desk, ada, alf]) {
    expect(rule(desk)).toMatchObject({ name: 'Low', state: 'draft', version: 2, isPending: false });
    const versions = readRuleVersions(desk.store.read, rule(desk)?.id ?? '');
    expect(versions.map(({ version, definition }) => [version, definition.clearDays])).toEqual([
      [2, 3],
      [1, 2],
    ]);
  }
});

test('of two who change a rule at once the later gets theirs back by its name, and can put it in place', async () => {
  write(ada, 2);
  await everybodySyncs();
  write(ada, 5);
  write(alf, 9);
  await everybodySyncs();
  expect([ada, alf].map((desk) => rule(desk)?.definition.clearDays)).toEqual([5, 5]);
  expect(setBacksOf(alf)).toMatchObject([{ what: 'lost', title: 'Rule', text: 'Low', canRetry: true }]);
  sendAgain(decidingAt(alf), { opId: setBacksOf(alf)[0]?.opId ?? '' });
  await everybodySyncs();
  await everybodySyncs();
  expect([ada, alf].map((desk) => rule(desk)?.definition.clearDays)).toEqual([9, 9]);
});

test('a rule that its author changed meanwhile is not switched on by who has not seen it', async () => {
  write(here.desk, 2);
  await everybodySyncs();
  write(here.desk, 30);
  switchOn(ada);
  await everybodySyncs();
  expect(setBacksOf(ada)).toMatchObject([{ what: 'refused', text: 'Low', canRetry: true }]);
  expect(setBacksOf(ada)[0]?.words).toMatch(/Somebody else’s version came into force before yours/);
  expect(rule(ada)).toMatchObject({ state: 'draft', definition: { clearDays: 30 } });
  switchOn(ada);
  await everybodySyncs();
  expect(rule(here.desk)).toMatchObject({ state: 'preview' });
});

test('a change of a draft that was switched on meanwhile comes back to its author', async () => {
  write(here.desk, 2);
  await everybodySyncs();
  switchOn(ada);
  await ada.sync();
  write(here.desk, 30);
  await here.desk.sync();
  expect(rule(here.desk)).toMatchObject({ state: 'preview', definition: { clearDays: 2 } });
  expect(setBacksOf(here.desk)).toMatchObject([{ what: 'refused', title: 'Rule', text: 'Low' }]);
});

test('segments that two desktops make feed each other, or take from under a rule, are refused to the later', async () => {
  const [a, b] = [cut(ada, 'A'), cut(ada, 'B')];
  await everybodySyncs();
  cut(ada, 'A', all(inSegment(b)), a);
  cut(alf, 'B', all(inSegment(a)), b);
  await everybodySyncs();
  expect(setBacksOf(alf)[0]).toMatchObject({ what: 'refused', title: 'Segment', canRetry: true });
  expect(setBacksOf(alf)[0]?.words).toMatch(/conditions use segments that use this one: “A” uses “B”/);
  expect(readSegments(alf.store.read)).toEqual(readSegments(ada.store.read));
  const definition = ruleDefinition({ conditions: all(inSegment(a)) });
  saveRule(decidingAt(ada), { id: undefined, version: undefined, name: 'On A', definition });
  removeSegment(decidingAt(alf), a);
  await everybodySyncs();
  expect(setBacksOf(alf)[0]?.words).toMatch(/segment is used by “On A”/);
  expect(readSegments(alf.store.read).map(({ name }) => name)).toEqual(['A', 'B']);
});
