import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  hideActivityTemplate,
  moveActivityTemplate,
  removeActivityTemplate,
  saveActivityTemplate,
} from '../../src-main/actions/activity-templates/activity-templates';
import { sendAgain } from '../../src-main/actions/operations/set-backs';
import { readActivityTemplates } from '../../src-main/store/activity-templates/read-activity-templates';
import { shippedActivityTemplates } from '../../src-preload/contract/activity-templates';
import { decidingAt, setBacksOf } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';
import { expectShownAsAtCompany } from './support/shown-entries';

const here = deskForEachTest({ accounts: 2, scope: 'book' });
let bob: Desk;
beforeEach(async () => {
  bob = openDesk(await here.company.createLogin({ role: 'manager', scope: 'all' }));
  await both();
});
afterEach(() => bob.close());

async function both(): Promise<void> {
  await here.desk.sync();
  await bob.sync();
  await here.desk.sync();
}
const list = (desk: Desk) => readActivityTemplates(desk.store.read);
const shown = (desk: Desk) =>
  list(desk).map(({ name, isHidden, isPending }) => `${name}${isHidden ? ' -' : ''}${isPending ? ' *' : ''}`);
const review = { name: 'Our review', kind: 'business_review', text: 'Reached:\n\nNext:\n' } as const;
const save = (desk: Desk, part: Partial<Parameters<typeof saveActivityTemplate>[1]> = {}) =>
  saveActivityTemplate(decidingAt(desk), { id: undefined, version: undefined, ...review, ...part });
const [first = '', , last = ''] = shippedActivityTemplates.map(({ id }) => id);

async function expectOneTruth(): Promise<void> {
  await both();
  expect(shown(bob)).toEqual(shown(here.desk));
  for (const desk of [here.desk, bob]) {
    await desk.expectEqual();
    await expectShownAsAtCompany(desk.store.read, desk.url);
  }
}

test('a template, its order and what is hidden come to a colleague, also what was decided offline before a restart', async () => {
  save(here.desk);
  hideActivityTemplate(decidingAt(here.desk), first, true);
  moveActivityTemplate(decidingAt(here.desk), last, first);
  here.desk.reopen();
  expect(shown(here.desk)).toEqual([
    'Our review *',
    'Renewal talk *',
    'Business review - *',
    'Onboarding call',
  ]);
  await here.desk.sync();
  expect(shown(here.desk)).toEqual(['Our review', 'Renewal talk', 'Business review -', 'Onboarding call']);
  await expectOneTruth();
  expect(list(bob)[0]).toMatchObject({ ...review, version: 1 });
});

test('what two change in different parts stands both; of one part the later has theirs set back, and may put it in its place', async () => {
  const id = save(here.desk);
  await both();
  save(here.desk, { id, text: 'Ours:' });
  save(bob, { id, name: 'QBR', text: 'Theirs:' });
  await expectOneTruth();
  expect(list(bob)[0]).toMatchObject({ name: 'QBR', text: 'Ours:' });
  const [back] = setBacksOf(bob);
  expect(back).toMatchObject({
    ...{ kind: 'activity_template.save', what: 'lost', title: 'Template of activities', text: 'Theirs:' },
    ...{ accountId: null, canRetry: true },
  });
  expect(setBacksOf(here.desk)).toEqual([]);
  sendAgain(decidingAt(bob), { opId: back?.opId ?? '' });
  await expectOneTruth();
  expect(list(here.desk)[0]).toMatchObject({ name: 'QBR', text: 'Theirs:' });
  expect(setBacksOf(bob)).toEqual([]);
});

test('of two of one name that were made offline the later is set back with its words, and goes once the name is free', async () => {
  const id = save(here.desk);
  save(bob, { name: 'OUR REVIEW', text: 'Theirs:' });
  await expectOneTruth();
  expect(shown(bob)).toEqual(['Our review', 'Business review', 'Onboarding call', 'Renewal talk']);
  const [back] = setBacksOf(bob);
  expect(back).toMatchObject({ what: 'refused', text: 'Theirs:', canRetry: true });
  expect(back?.words).toContain('name is taken: there is a template “Our review”');
  removeActivityTemplate(decidingAt(here.desk), id);
  await both();
  sendAgain(decidingAt(bob), { opId: back?.opId ?? '' });
  await expectOneTruth();
  expect(list(here.desk)[0]).toMatchObject({ name: 'OUR REVIEW', text: 'Theirs:' });
});

test('a change of one that a colleague removed meanwhile is set back, and the template stays gone', async () => {
  const id = save(here.desk);
  await both();
  save(bob, { id, text: 'Theirs:' });
  removeActivityTemplate(decidingAt(here.desk), id);
  await expectOneTruth();
  expect(shown(bob)).toEqual(['Business review', 'Onboarding call', 'Renewal talk']);
  expect(setBacksOf(bob)).toMatchObject([{ what: 'refused', text: 'Theirs:', canRetry: false }]);
});

test('two who order two templates lose nothing, nor do two who hide the same one', async () => {
  const id = save(here.desk);
  await both();
  moveActivityTemplate(decidingAt(here.desk), id, null);
  moveActivityTemplate(decidingAt(bob), last, first);
  for (const desk of [here.desk, bob]) hideActivityTemplate(decidingAt(desk), first, true);
  await expectOneTruth();
  expect(shown(bob)).toEqual(['Renewal talk', 'Business review -', 'Onboarding call', 'Our review']);
  for (const desk of [here.desk, bob]) expect(setBacksOf(desk)).toEqual([]);
});

test('a template of a kind that this Steward doesn’t know is left out, and its copy stays', async () => {
  await here.company.admin.query(
    `insert into customer_success.activity_templates (template_id, name, kind, text, place, author, made_at)
     values (gen_random_uuid(), 'Training', 'training', 'Shown:', 0, 'ann', now())`,
  );
  await both();
  expect(shown(here.desk)).toEqual(['Business review', 'Onboarding call', 'Renewal talk']);
  await here.desk.expectEqual();
});

test('what the team said outlives a load afresh, with what is on its way', async () => {
  const id = save(here.desk);
  hideActivityTemplate(decidingAt(here.desk), first, true);
  await both();
  await here.company.admin.query('select customer_success.start_new_epoch()');
  save(here.desk, { id, name: 'QBR' });
  await expectOneTruth();
  expect(shown(bob)).toEqual(['QBR', 'Business review -', 'Onboarding call', 'Renewal talk']);
});
