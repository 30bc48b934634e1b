import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConditionGroup } from '../../src-preload/contract/rules/condition';
import { startPostgres, type TestServer } from '../support/postgres';
import { all, inSegment, lowScore, ruleDefinition, rulePatch, segmentPatch } from '../support/rules/entries';
import { applyOne, type Colleague, createTeam, operation, type Team } from '../support/team';

let server: TestServer;
let team: Team;
beforeAll(async () => {
  server = await startPostgres();
  team = await createTeam(server);
});
afterAll(async () => {
  await team.company.drop();
  await server.stop();
});

/** `[[[…]]]`. */
function nested(depth: number): never {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value as never;
}

type More = Record<string, unknown>;
const send =
  (kind: string) =>
  (who: Colleague, patch: unknown, more: More = {}) =>
    applyOne(team.clients[who], operation(kind, patch, { account: null, ...more }));
const save = send('rule.save');
const remove = (who: Colleague, entry: unknown) => send('rule.remove')(who, {}, { entry });
const saveSegment = send('segment.save');
const removeSegment = (who: Colleague, entry: unknown) => send('segment.remove')(who, {}, { entry });

const made = async (answering: ReturnType<typeof save>): Promise<string> => {
  const answer = await answering;
  expect(answer).toMatchObject({ outcome: 'applied' });
  return answer.op_id as string;
};
const invalid = (field: string, words = /./) => ({
  outcome: 'refused',
  reason: 'invalid',
  answer: { field, words: expect.stringMatching(words) },
});
const needsAdmin = { outcome: 'refused', reason: 'role', answer: { needs: 'admin' } };
const switched = (who: Colleague, entry: string, base: number, state = 'preview') =>
  save(who, { state }, { entry, base_version: base });

describe('a rule', () => {
  test('is a draft of whoever writes it, and keeps each definition that it had under its version', async () => {
    const entry = await made(save('ann', rulePatch('First')));
    expect(await save('ann', { name: 'Renamed' }, { entry, base_version: 1 })).toMatchObject({
      answer: { version: 2 },
    });
    const definition = ruleDefinition({ coolDownDays: 7 });
    expect(await save('ann', { definition }, { entry, base_version: 2 })).toMatchObject({
      answer: { version: 3 },
    });
    expect(await save('ann', { definition }, { entry, base_version: 3 })).toMatchObject({
      answer: { version: 3 },
    });
    const { rows } = await team.clients.vera.query(
      `SELECT version, definition -> 'coolDownDays' AS days, author FROM customer_success.rule_versions
        WHERE rule_id = $1 ORDER BY version`,
      [entry],
    );
    const author = team.logins.ann.login;
    expect(rows).toEqual([
      { version: 1, days: 28, author },
      { version: 3, days: 7, author },
    ]);
  });

  test('is not written by viewers, and a draft of somebody else by admins alone', async () => {
    expect(await save('vera', rulePatch())).toMatchObject({ outcome: 'refused', reason: 'role' });
    const hers = await made(save('ada', rulePatch('Hers')));
    expect(await save('ann', { name: 'Mine' }, { entry: hers, base_version: 1 })).toMatchObject(needsAdmin);
    expect(await remove('ann', hers)).toMatchObject(needsAdmin);
    const anns = await made(save('ann', rulePatch('Anns')));
    expect(await save('ada', { name: 'Better' }, { entry: anns, base_version: 1 })).toMatchObject({
      outcome: 'applied',
    });
  });

  test('is switched on and off by admins alone, and is then theirs until it is a draft again', async () => {
    const entry = await made(save('ann', rulePatch()));
    expect(await switched('ann', entry, 1)).toMatchObject(needsAdmin);
    expect(await switched('ada', entry, 1)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    for (const patch of [{ name: 'x' }, { definition: ruleDefinition() }, { state: 'draft' }])
      expect(await save('ann', patch, { entry, base_version: 2 })).toMatchObject(needsAdmin);
    expect(await remove('ann', entry)).toMatchObject(needsAdmin);
    await switched('ada', entry, 2, 'paused');
    expect(await save('ann', { name: 'x' }, { entry, base_version: 3 })).toMatchObject(needsAdmin);
    await switched('ada', entry, 3, 'draft');
    expect(await save('ann', { name: 'x' }, { entry, base_version: 4 })).toMatchObject({
      outcome: 'applied',
    });
  });

  test('can’t be born switched on', async () => {
    expect(await save('ada', { ...rulePatch(), state: 'preview' })).toMatchObject(invalid('state'));
    expect(await save('ann', { ...rulePatch(), state: 'paused' })).toMatchObject(needsAdmin);
    expect(await save('ann', { ...rulePatch(), state: 'draft' })).toMatchObject({ outcome: 'applied' });
  });

  test('that was changed since somebody looked at it is not switched on by them', async () => {
    const entry = await made(save('ann', rulePatch()));
    await save('ann', { definition: ruleDefinition({ coolDownDays: 0 }) }, { entry, base_version: 1 });
    expect(await switched('ada', entry, 1)).toMatchObject({ outcome: 'refused', reason: 'conflict' });
    expect(await switched('ada', entry, 1, 'paused')).toMatchObject({ outcome: 'applied' });
    expect(await switched('ada', entry, 3)).toMatchObject({ outcome: 'applied' });
  });

  test('whose definition two change at once keeps the first; a name beside it is merged', async () => {
    const entry = await made(save('ann', rulePatch()));
    await save('ada', { definition: ruleDefinition({ clearDays: 5 }) }, { entry, base_version: 1 });
    const late = { definition: ruleDefinition({ clearDays: 9 }), name: 'Other' };
    expect(await save('ann', late, { entry, base_version: 1 })).toMatchObject({
      outcome: 'merged',
      answer: { lost: { definition: { clearDays: 9 } } },
    });
  });

  const empty: ConditionGroup = { combinator: 'and', rules: [] };
  test.each([
    ['no condition', { conditions: empty }, 'conditions'],
    ['an empty group in a group', { conditions: all(lowScore, all(empty)) }, 'conditions'],
    ['an empty group to be armed again', { rearm: empty }, 'rearm'],
    ['no action', { actions: [] }, 'actions'],
  ])('with %s may be kept, and is not switched on', async (_words, part, field) => {
    const entry = await made(save('ada', rulePatch('Unfinished', part)));
    expect(await switched('ada', entry, 1)).toMatchObject(invalid(field));
  });

  test('that is switched on is not changed into one that could not be', async () => {
    const entry = await made(save('ada', rulePatch()));
    await switched('ada', entry, 1);
    const definition = ruleDefinition({ conditions: all() });
    expect(await save('ada', { definition }, { entry, base_version: 2 })).toMatchObject(
      invalid('conditions'),
    );
  });

  test('that was removed stays removed', async () => {
    const entry = await made(save('ann', rulePatch()));
    expect(await remove('ann', entry)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    expect(await remove('ann', entry)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    expect(await save('ann', { name: 'x' }, { entry, base_version: 2 })).toMatchObject({ reason: 'gone' });
  });

  let deep: ConditionGroup = all(lowScore);
  for (let depth = 1; depth < 9; depth++) deep = all(deep);
  const action = ruleDefinition().actions[0];
  test.each([
    ['a field that nobody knows', { script: 'x' }, 'script'],
    ['conditions that are none', { conditions: 'all' }, 'conditions'],
    ['a group of nothing known', { conditions: { combinator: 'xor', rules: [] } }, 'conditions'],
    ['a condition without a fact', { conditions: all({ operator: 'below' } as never) }, 'conditions'],
    ['a condition of more', { conditions: all({ ...lowScore, sql: 'x' } as never) }, 'sql'],
    ['groups nine deep', { conditions: deep }, 'conditions'],
    ['201 conditions', { conditions: all(...Array.from({ length: 201 }, () => lowScore)) }, 'conditions'],
    ['a text of 200 kB', { conditions: all({ ...lowScore, value: 'x'.repeat(120_000) }) }, 'conditions'],
    ['a value 1,000 deep', { conditions: all({ ...lowScore, value: nested(1000) }) }, 'conditions'],
    [
      'a value that holds conditions',
      { conditions: all({ ...lowScore, value: [all(lowScore)] } as never) },
      'conditions',
    ],
    [
      'parameters that are a list',
      { conditions: all({ ...lowScore, params: ['x'] } as never) },
      'conditions',
    ],
    ['a segment by its name', { conditions: all(inSegment('Low ones')) }, 'conditions'],
    ['a segment by a number', { conditions: all({ ...inSegment('x'), value: 7 }) }, 'conditions'],
    ['another subject', { subject: 'user' }, 'subject'],
    ['no trigger', { trigger: null }, 'trigger'],
    ['no day in the clear', { clearDays: 0 }, 'clearDays'],
    ['more than half held out', { holdoutPercent: 51 }, 'holdoutPercent'],
    ['a limit of nothing', { limits: { perAccount: {}, perContact: null, perDay: null } }, 'most'],
    ['no limits', { limits: null }, 'limits'],
    ['an action that nobody knows', { actions: [{ kind: 'shell', minutes: 1 }] }, 'actions'],
    ['an action of more', { actions: [{ ...action, run: 'x' }] }, 'run'],
    ['eleven actions', { actions: Array.from({ length: 11 }, () => action) }, 'actions'],
    ['a title with a bell', { actions: [{ ...action, title: 'a\u0007' }] }, 'title'],
  ])('with %s is refused', async (_words, part, field) => {
    const patch = rulePatch('Bad', part as never);
    expect(await save('ann', patch)).toMatchObject(invalid(field));
  });
});

describe('a segment', () => {
  test('is written by managers, and changed by its author and admins', async () => {
    expect(await saveSegment('vera', segmentPatch())).toMatchObject({ reason: 'role' });
    const hers = await made(saveSegment('ada', segmentPatch('Hers')));
    expect(await saveSegment('ann', { name: 'x' }, { entry: hers, base_version: 1 })).toMatchObject(
      needsAdmin,
    );
    const anns = await made(saveSegment('ann', segmentPatch('Anns')));
    const { definition } = segmentPatch('x', all(lowScore, lowScore));
    expect(await saveSegment('ann', { definition }, { entry: anns, base_version: 1 })).toMatchObject({
      answer: { version: 2 },
    });
    const { rows } = await team.clients.vera.query(
      `SELECT version FROM customer_success.segment_versions WHERE segment_id = $1 ORDER BY 1`,
      [anns],
    );
    expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
  });

  test('is used as soon as it is there, so that no group of it is empty', async () => {
    expect(await saveSegment('ann', segmentPatch('Empty', all(all())))).toMatchObject(
      invalid('conditions', /empty/),
    );
  });

  test('feeds no segment that feeds it; the refusal says the way', async () => {
    const a = await made(saveSegment('ann', segmentPatch('A')));
    const b = await made(saveSegment('ann', segmentPatch('B', all(inSegment(a)))));
    const c = await made(saveSegment('ann', segmentPatch('C', all(lowScore, all(inSegment(b))))));
    const circle = { definition: segmentPatch('A', all(inSegment(c))).definition };
    expect(await saveSegment('ann', circle, { entry: a, base_version: 1 })).toMatchObject(
      invalid('conditions', /“C” uses “B” uses “A”$/),
    );
    const itself = { definition: segmentPatch('A', all(inSegment(a))).definition };
    expect(await saveSegment('ann', itself, { entry: a, base_version: 1 })).toMatchObject(
      invalid('conditions'),
    );
  });

  test('of two that come to feed each other at the same moment one is refused', async () => {
    // Two calls of one login come one after the other anyway.
    const logins = [1, 2].map(() => team.company.createLogin({ role: 'admin', scope: 'all' }));
    const [one, other] = await Promise.all(logins.map(async (login) => (await login).connect()));
    if (one === undefined || other === undefined) throw new Error('nobody is there');
    for (let round = 0; round < 5; round += 1) {
      const a = await made(saveSegment('ada', segmentPatch('A')));
      const b = await made(saveSegment('ada', segmentPatch('B')));
      const feeding = (entry: string, from: string) =>
        operation(
          'segment.save',
          { definition: segmentPatch('x', all(inSegment(from))).definition },
          { account: null, entry, base_version: 1 },
        );
      const answers = await Promise.all([applyOne(one, feeding(a, b)), applyOne(other, feeding(b, a))]);
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'refused']);
    }
  });

  test('that is used stays, and the refusal says by what; what is removed is not used any more', async () => {
    const used = await made(saveSegment('ann', segmentPatch('Used')));
    const rule = await made(save('ann', rulePatch('A rule', { conditions: all(inSegment(used)) })));
    const rearming = await made(save('ann', rulePatch('Rearming', { rearm: all(inSegment(used)) })));
    const over = await made(saveSegment('ann', segmentPatch('Over', all(inSegment(used)))));
    expect(await removeSegment('ann', used)).toMatchObject(
      invalid('segment', /^is used by “A rule”, “Over”, “Rearming”$/),
    );
    for (const entry of [rule, rearming]) await remove('ann', entry);
    expect(await removeSegment('ann', used)).toMatchObject(invalid('segment', /^is used by “Over”$/));
    await removeSegment('ann', over);
    expect(await removeSegment('ann', used)).toMatchObject({ outcome: 'applied' });
    expect(await save('ann', rulePatch('Late', { conditions: all(inSegment(used)) }))).toMatchObject(
      invalid('conditions', /not there any more/),
    );
  });

  test('on which a rule that is switched on stands is admins’, through other segments, too', async () => {
    const ground = await made(saveSegment('ann', segmentPatch('Ground')));
    const over = await made(saveSegment('ann', segmentPatch('Over ground', all(inSegment(ground)))));
    const rule = await made(save('ann', rulePatch('Standing', { conditions: all(inSegment(over)) })));
    const rename = (who: Colleague, base: number) =>
      saveSegment(who, { name: `G${base}` }, { entry: ground, base_version: base });
    expect(await rename('ann', 1)).toMatchObject({ outcome: 'applied' });
    await switched('ada', rule, 1);
    expect(await rename('ann', 2)).toMatchObject(needsAdmin);
    expect(await rename('ada', 2)).toMatchObject({ outcome: 'applied' });
    await remove('ada', rule);
    expect(await rename('ann', 3)).toMatchObject({ outcome: 'applied' });
  });

  test('of segments that all use each other’s segments, by a million ways, is looked through at once', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 24; number += 1)
      ids.push(
        await made(saveSegment('ada', segmentPatch(`S${number}`, all(lowScore, ...ids.map(inSegment))))),
      );
    const began = performance.now();
    const { definition } = segmentPatch('S0', all(...ids.slice(1).map(inSegment)));
    expect(await saveSegment('ada', { definition }, { entry: ids[0], base_version: 1 })).toMatchObject(
      invalid('conditions'),
    );
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
