import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../src-preload/contract/roles';
import type { Step } from '../../src-preload/contract/sequences/definition';
import type {
  DryRun,
  ListedSequence,
  PersonInside,
  SequenceVersion,
} from '../../src-preload/contract/sequences/listed';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { growCompany, writeCompany } from '../support/grown-company';
import { all } from '../support/rules/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';
import { cta, hours, mail, sequenceDefinition } from '../support/sequences/entries';

let scored: ScoredStore;
let api: ApiOnStore;
const account = { id: 1, externalId: '' };
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 5, accounts: 6, firstDay: today - 40, lastDay: today }));
  await scoreOn(scored, today);
  sql(`update sync_state set as_of = ${today * 86_400_000 + 1}`);
  account.externalId = String(read('select external_id as v from organizations where organization_id = 1'));
  api = apiOnStore(scored.store, '');
  become('admin');
});
beforeEach(() =>
  sql(
    'delete from operations; delete from sequences; delete from enrolments; delete from copied_sequences; delete from sequence_versions',
  ),
);
afterAll(async () => {
  await api.finishJobs();
  await scored.close();
});

const sql = (text: string) => scored.store.db.client.exec(text);
const read = (text: string) => (scored.store.db.client.prepare(text).get() as { v: unknown } | undefined)?.v;
const become = (role: Role) => sql(`replace into settings (key, value) values ('role', '${role}')`);
const operations = () =>
  (
    scored.store.db.client.prepare('select kind, patch from operations order by seq').all() as {
      kind: string;
      patch: string;
    }[]
  ).map(({ kind, patch }) => ({ kind, patch: JSON.parse(patch) as object }));
async function ask<T>(path: string, input?: unknown): Promise<T> {
  const answer = await api.call(path, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data as T;
}
const save = async (more: object = {}, name = 'Welcome') =>
  (await ask<{ id: string }>('sequences.save', { name, definition: sequenceDefinition(more) })).id;
const listed = async () => (await ask<{ sequences: ListedSequence[] }>('sequences.list')).sequences;

/** As the company has it, on, with one inside who waits at the second step. */
async function withOneInside(): Promise<string> {
  const id = await save();
  sql(`
    insert into copied_sequences (row_id, sequence_id, name, definition, state, author, made_at, version, changed, created_at)
    select 1, sequence_id, name, definition, 'active', author, 0, 1, '{}', 0 from sequences;
    insert into sequence_versions (row_id, sequence_id, version, definition, author, made_at)
    select 1, sequence_id, 1, definition, author, 0 from sequences;
    update sequences set state = 'active';
    insert into enrolments (enrolment_id, sequence_id, organization_id, user_id, entry_key, version, generation, step_id, is_done, since_at,
                            wakes_at, waits_for, entered_at, entered_by, entered_how)
    select 7, sequence_id, 1, (select min(user_id) from users where organization_id = 1), '', 1, 2, 'wait1', 0, 5, 99, 'wait', 0, 'ada', 'hand'
      from sequences`);
  return id;
}

describe('sequences', () => {
  test('have what they said at each time, the latest first, as the company keeps it', async () => {
    const id = await withOneInside();
    sql(`insert into sequence_versions (row_id, sequence_id, version, definition, author, made_at)
         select 2, sequence_id, 3, json_set(definition, '$.onReply', json('false')), 'ann', 5 from sequences;
         insert into sequence_versions (row_id, sequence_id, version, definition, author, made_at)
         select 3, sequence_id, 4, '{"of": "a newer Steward"}', 'ann', 6 from sequences`);
    const versions = await ask<SequenceVersion[]>('sequences.versions', { id });
    expect(versions.map(({ version, author, definition }) => [version, author, definition.onReply])).toEqual([
      [3, 'ann', false],
      [1, 'somebody', true],
    ]);
  });

  test('are listed with what they say, and what is missing', async () => {
    const id = await save();
    await save({ steps: [] }, 'Empty');
    const all = await listed();
    expect(all.find((one) => one.id === id)).toMatchObject({
      state: 'draft',
      lines: [
        'Send the mail “Hello mail1”, beneath the mail before it.',
        'Wait 48 hours, to the minute.',
        'Send the mail “Hello mail2”, beneath the mail before it.',
      ],
      findings: [],
      locked: null,
      health: { inside: 0, exits: [], sent: 0 },
    });
    expect(all.find(({ name }) => name === 'Empty')?.findings).toMatchObject([{ severity: 'error' }]);
  });

  test('have a name of their own, and are switched on only when nothing is wrong', async () => {
    await save();
    await expect(save({}, 'welcome')).rejects.toThrow(/exists already/);
    const id = await save({ steps: [cta('call1', '')] }, 'Call');
    await expect(ask('sequences.setState', { id, version: 1, state: 'active' })).rejects.toThrow(
      /Give the CTA a title/,
    );
    await ask('sequences.save', {
      id,
      name: 'Call',
      definition: sequenceDefinition({ steps: [cta('call1')] }),
    });
    await ask('sequences.setState', { id, version: 1, state: 'active' });
    expect(operations().at(-1)).toEqual({ kind: 'sequence.save', patch: { state: 'active' } });
  });

  test('are read by everybody, and written by managers alone', async () => {
    become('viewer');
    await expect(save()).rejects.toThrow();
    expect(await listed()).toEqual([]);
    become('manager');
    const id = await save();
    await expect(ask('sequences.setState', { id, version: 1, state: 'active' })).rejects.toThrow(
      /Only admins switch/,
    );
    become('admin');
  });

  test('are changed with what becomes of those inside, and only where that is asked', async () => {
    const id = await withOneInside();
    const inside = { rest: 'keep' as const, steps: { wait1: 'end' } };
    const definition = sequenceDefinition({ steps: [mail('mail1'), mail('mail2')] });
    await ask('sequences.save', { id, version: 1, name: 'Welcome', definition, inside });
    expect(operations().at(-1)?.patch).toMatchObject({ inside });
    await ask('sequences.save', { id, version: 1, name: 'Hello', definition, inside });
    expect(operations().at(-1)?.patch).toEqual({ name: 'Hello' });
  });
});

describe('who is inside', () => {
  test('stands at a step, with what they wait for and until when', async () => {
    const id = await withOneInside();
    const { people, total } = await ask<{ people: PersonInside[]; total: number }>('sequences.people', {
      sequenceId: id,
      withEnded: false,
    });
    expect(total).toBe(1);
    expect(people).toMatchObject([
      {
        id: 7,
        step: { place: 2, words: 'Wait 48 hours, to the minute.' },
        words: 'Waits.',
        until: 99,
        ended: null,
        isPending: false,
      },
    ]);
    expect((await listed())[0]?.health).toMatchObject({
      inside: 1,
      steps: [{ stepId: 'wait1', people: 1 }],
      onEarlier: 0,
    });
  });

  test('is let in, hurried and taken out by operations, which show until the company has them', async () => {
    const id = await withOneInside();
    const contact = Number(read('select min(user_id) as v from users where organization_id = 1'));
    await ask('sequences.enrol', { sequenceId: id, to: [{ account, contactIds: [contact] }] });
    await ask('sequences.skip', { account, enrolment: 7 });
    await ask('sequences.end', { account, enrolment: 7 });
    expect(
      operations()
        .map(({ kind }) => kind)
        .slice(-3),
    ).toEqual(['sequence.enrol', 'enrolment.skip', 'enrolment.end']);
    const { people } = await ask<{ people: PersonInside[] }>('sequences.people', {
      contactId: contact,
      withEnded: true,
    });
    expect(people).toMatchObject([{ id: 7, isPending: true }]);
    await expect(
      ask('sequences.enrol', {
        sequenceId: await save({}, 'Draft'),
        to: [{ account, contactIds: [contact] }],
      }),
    ).rejects.toThrow(/is not on/);
  });
});

describe('conditions of a sequence', () => {
  const fork: Step = {
    id: 'fork1',
    kind: 'branch',
    conditions: all({ field: 'contact.role', operator: 'equals', value: 'champion' }),
    otherwise: 'call1',
    unknown: 'fails',
  };
  const forked = sequenceDefinition({
    steps: [fork, mail('mail1'), cta('call1')],
    goal: all({ field: 'contact.events', params: { days: 28 }, operator: 'above', value: 1_000_000 }),
  });

  test('ask of the contact and the account, and say so', async () => {
    const { sentence, lines, findings } = await ask<ListedSequence>('sequences.check', {
      definition: forked,
    });
    expect(findings).toEqual([]);
    expect(sentence).toMatch(
      /Ends early as soon as the contact’s events in 28 days are above 1,000,000, when/,
    );
    expect(lines[0]).toBe(
      'If the contact’s role is “champion”, go on with the next step; if not, go on with step 3; if that is not known, go on with step 3.',
    );
  });

  test('are tried on a contact of one’s choice, and of nobody in particular what is theirs is not known', async () => {
    const [one, another] = scored.store.db.client
      .prepare(
        'select user_id from users where organization_id = 1 and deactivated_at is null order by 1 limit 2',
      )
      .pluck()
      .all() as number[];
    sql(
      `update users set role = case user_id when ${one} then 'champion' else 'member' end, is_internal = 0 where organization_id = 1`,
    );
    const first = async (contactId?: number) =>
      (await ask<DryRun>('sequences.dryRun', { definition: forked, organizationId: 1, contactId })).lines[0];
    expect(await first(one)).toMatchObject({ stepId: 'mail1', why: 'Step 1: its conditions hold.' });
    expect(await first(another)).toMatchObject({
      stepId: 'call1',
      why: 'Step 1: its conditions don’t hold.',
    });
    expect(await first()).toMatchObject({ stepId: 'call1', why: 'Step 1: that is not known.' });
  });
});

test('a dry run says when what would be done, and writes nothing', async () => {
  const before = operations().length;
  const run = await ask<DryRun>('sequences.dryRun', {
    definition: sequenceDefinition({ steps: [mail('mail1'), hours('wait1', 24), mail('mail2')] }),
    organizationId: 1,
  });
  const apart = run.lines.map(({ at }) => (at - (run.lines[0]?.at ?? 0)) / 3_600_000);
  expect(apart).toEqual([0, 0, 24, 24]);
  expect(run.lines.map(({ place }) => place)).toEqual([1, 2, 3, null]);
  expect(run.lines.at(-1)?.what).toBe('Ends: came to the end.');
  expect(run.clocks).not.toBe('');
  expect(operations()).toHaveLength(before);
  expect(read('select count(*) as v from enrolments')).toBe(0);
});
