import { expect } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { milestoneKeySchema } from '../../src-preload/contract/milestones/milestones';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { ruleDefinition } from '../support/rules/entries';
import { apply, operation } from '../support/team';
import { refusalOf } from './support/at-desk';
import { type FlowCompany, patience, scoreAt } from './support/flow-company';

/** What makes no sense is refused with words that say what to do, at the field; what stood before stands, and what was right is taken. */
export async function badInput(company: FlowCompany): Promise<void> {
  const { ada, ann, rows, team } = company;
  const account = await company.newAccount({ name: 'Careful Carpets' });
  const score = await scoreAt(ann, account.id);
  for (const [path, input, words] of [
    ['account.setPulse', { ...account, points: 500, reason: 'Too good' }, /100/],
    ['account.setPulse', { ...account, points: 50, reason: '' }, /say why/],
    ['account.addNote', { ...account, contactId: null, text: '   ' }, /./],
    ['rewards.award', { account, points: 2.5, reason: 'Half' }, /./],
    [
      'interventions.launch',
      { to: [{ account, contactIds: [1] }], templateId: null, subject: 'Hi', text: '' },
      /./,
    ],
    ['account.overview', { id: 'DROP TABLE' }, /./],
  ] as const) {
    const refusal = await refusalOf(ann, path, input);
    expect([path, refusal?.code]).toEqual([path, expect.stringMatching(/invalid_input|not_found/)]);
    expect(refusal?.message).toMatch(words);
    expect(refusal?.message).not.toMatch(/SELECT|at Object|node_modules|\.ts\b/);
  }
  const empty = {
    name: 'Everybody',
    definition: ruleDefinition({ conditions: { combinator: 'and', rules: [] } }),
  };
  const { id: rule } = (await ada.ask('rules.save', empty)) as { id: string };
  expect(
    (await refusalOf(ada, 'rules.setState', { id: rule, version: 1, state: 'active' }))?.message,
  ).toMatch(/condition/i);
  await aCircle(company);

  // By the door itself: one that is broken refuses itself alone.
  const about = { account: account.externalId };
  const answers = await apply(team.clients.ann, [
    operation('note.add', { text: 'Right' }, about),
    operation('note.add', { text: 7, colour: 'red' }, about),
    operation('no.such', {}, about),
    operation('note.add', { text: 'Right as well' }, about),
  ]);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'refused', 'refused', 'applied']);
  expect(
    await rows('SELECT text FROM customer_success.notes WHERE organization_id = $1 ORDER BY 1', [account.id]),
  ).toEqual([{ text: 'Right' }, { text: 'Right as well' }]);
  await aBrokenFile(company);
  expect(await scoreAt(ann, account.id)).toBe(score);
}

/** Of two milestones that need each other. */
async function aCircle({ ada }: FlowCompany): Promise<void> {
  const save = (name: string, needs: string[], more: object = {}) =>
    ada.call('milestones.save', { name, definition: { ...newMilestone, prerequisites: needs }, ...more });
  const first = await save('Chicken', []);
  const { id: chicken } = milestoneKeySchema.parse(first.ok ? first.data : null);
  const second = await save('Egg', [chicken]);
  const { id: egg } = milestoneKeySchema.parse(second.ok ? second.data : null);
  const closed = await save('Chicken', [egg], { id: chicken, version: 1 });
  expect(closed).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(JSON.stringify(closed)).toMatch(/Chicken.*Egg.*Chicken/);
}

/** Rows of a file that can't be taken are set aside with their reasons; the others are the company's. */
async function aBrokenFile({ rows, team }: FlowCompany): Promise<void> {
  const report = await createCompany({
    url: team.company.url,
    from: writeCsvFolder({
      'organizations.csv': csv(
        'organization_id,name,created_at',
        'file-good,Filed Furniture,2026-01-01',
        'file-bad,Late Lamps,the first of May',
        ',Nameless,2026-01-01',
      ),
    }),
  });
  expect(JSON.stringify(report)).toMatch(/created_at/);
  const taken = () =>
    rows(`SELECT external_id AS id FROM customer_success.organizations WHERE external_id LIKE 'file-%'`);
  await expect.poll(taken, patience).toEqual([{ id: 'file-good' }]);
}
