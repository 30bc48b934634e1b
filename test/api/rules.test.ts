import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatDay } from '../../src-main/lib/day';
import { fillDaysJob } from '../../src-main/work/scoring/scoring-kinds';
import type { Role } from '../../src-preload/contract/roles';
import type { Matches } from '../../src-preload/contract/rules/matches';
import type { ListedRule } from '../../src-preload/contract/rules/rule-entry';
import type { ListedSegment } from '../../src-preload/contract/rules/segment';
import type { Trial } from '../../src-preload/contract/rules/trial';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { growCompany, writeCompany } from '../support/grown-company';
import { all, inSegment, lowScore, ruleDefinition } from '../support/rules/entries';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
let api: ApiOnStore;
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 41, accounts: 40, firstDay: today - 200, lastDay: today }));
  await scoreOn(scored, today);
  scored.jobs.enqueue(fillDaysJob, {}, 1);
  await scored.jobs.runUntilIdle();
  // The copy reaches to that day, whatever day it is where the test runs.
  scored.store.db.client.exec(`update sync_state set as_of = ${today * 86_400_000 + 1}`);
  api = apiOnStore(scored.store, '');
  become('admin');
});
afterAll(async () => {
  await api.finishJobs();
  scored.close();
});

function become(role: Role): void {
  scored.store.db.client.exec(`replace into settings (key, value) values ('role', '${role}')`);
}

async function ask<T>(path: string, input?: unknown): Promise<T> {
  const answer = await api.call(path, input);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.data as T;
}
const save = async (name: string, more = {}) =>
  (await ask<{ id: string }>('rules.save', { name, definition: ruleDefinition(more) })).id;
const one = (id: string) => ask<ListedRule>('rules.one', { id });

describe('rules', () => {
  test('are listed with what they say, what they do, and what is wrong', async () => {
    const id = await save('Low', { holdoutPercent: 10 });
    const blank = await save('Blank', { conditions: all(), actions: [] });
    const { rules, notice } = await ask<{ rules: ListedRule[]; notice: string }>('rules.list');
    expect(notice).toBeNull();
    expect(rules.find((rule) => rule.id === id)).toMatchObject({
      state: 'draft',
      sentence:
        'As soon as health score is below 50.0, at most once in 28 days for an account. 10% of the accounts are held out, so that its effect can be told.',
      does: ['Opens a risk CTA “Call them”, due in 2 working days.'],
      findings: [],
      locked: null,
      switchLocked: null,
    });
    expect((await one(blank)).findings.map(({ message }) => message)).toEqual([
      'Add a condition: without one every account would match.',
      'Add an action: a rule without one does nothing.',
    ]);
  });

  test('are switched on only when nothing is wrong with them', async () => {
    const email = { kind: 'email', templateId: null, to: 'champion', minutes: 5 };
    const id = await save('With a mail', { actions: [email] });
    await expect(ask('rules.setState', { id, version: 1, state: 'preview' })).rejects.toThrow(
      /can’t be switched on yet: Choose a template\./,
    );
    await ask('rules.save', { id, version: 1, name: 'With a mail', definition: ruleDefinition() });
    await ask('rules.setState', { id, version: 1, state: 'preview' });
    expect(await one(id)).toMatchObject({ state: 'preview', isPending: true });
  });

  test('say to whom they are locked, and why', async () => {
    const id = await save('An admin’s');
    become('viewer');
    expect(await one(id)).toMatchObject({ locked: expect.stringMatching(/Only managers/) });
    await expect(save('x')).rejects.toThrow(/needs the role manager/);
    become('manager');
    expect(await one(id)).toMatchObject({ locked: null, switchLocked: expect.stringMatching(/Only admins/) });
    become('admin');
  });

  test('offer what conditions can be made of, segments among it', async () => {
    const definition = { description: '', conditions: all(lowScore) };
    const { id } = await ask<{ id: string }>('segments.save', { name: 'Low ones', definition });
    const offered = await ask<{ facts: { name: string }[]; segments: object[] }>('rules.facts');
    expect(offered.facts.map(({ name }) => name)).toContain('health.score');
    expect(offered.segments).toEqual([{ id, name: 'Low ones' }]);
    const rule = await save('On a segment', { conditions: all(inSegment(id)) });
    const { segments } = await ask<{ segments: ListedSegment[] }>('segments.list');
    expect(segments).toMatchObject([
      { id, sentence: 'health score is below 50.0', usedBy: { rules: ['On a segment'] } },
    ]);
    const inside = await ask<Matches>('rules.preview', { id: rule, definition: ruleDefinition() });
    expect(inside.difference).toMatchObject({ isNone: true });
  });
});

describe('a try on the past', () => {
  const wanted = { from: formatDay(today - 100), to: formatDay(today) };
  const begin = (input: object) => ask<{ id: string }>('rules.tryOnPast', { ...wanted, ...input });
  const draft = (name: string, more = {}) => ({ name, definition: ruleDefinition(more) });
  async function settled(id: string): Promise<Trial> {
    for (;;) {
      const trial = await ask<Trial>('rules.trial', { id });
      if (trial.state !== 'running') return trial;
      await setImmediate();
    }
  }

  test('holds two rules side by side, each with its firings, hours and mails', async () => {
    const email = { kind: 'email', templateId: null, to: 'champion', minutes: 15 };
    const low = draft('Low');
    const often = draft('Often', { trigger: 'level', coolDownDays: 7, actions: [email, email] });
    const trial = await settled((await begin({ rules: [low, often] })).id);
    expect(trial).toMatchObject({ ...wanted, state: 'done', progress: 1, horizonDays: 90, problem: null });
    const [one, other] = trial.tried;
    const report = one?.report;
    expect(report?.firings).toBeGreaterThan(0);
    expect(report?.hours).toBe(((report?.firings ?? 0) * 30) / 60);
    expect(one?.fired).toHaveLength(report?.firings ?? 0);
    expect(one?.fired.every(({ day }) => day >= wanted.from && day <= wanted.to)).toBe(true);
    expect(one).toMatchObject({ name: 'Low', mails: 0, mostMailsAnAccount: 0 });
    expect(other?.mails).toBe(2 * (other?.report?.firings ?? 0));
    expect(other?.mostMailsAnAccount).toBe(8);
    expect(one?.known).toMatch(/of the days were made afterwards/);
  });

  test('that finds few days worked out says so, and has the others worked out', async () => {
    scored.store.db.client.exec(
      'create temp table kept as select * from account_days; delete from account_days',
    );
    const { tried } = await settled((await begin({ rules: [draft('Low')] })).id);
    scored.store.db.client.exec('replace into account_days select * from temp.kept; drop table temp.kept');
    expect(tried[0]?.known).toBe(
      'Only 0% of the days are worked out so far. The others are worked out now, behind everything else: try it again once Monitor says that “Fill days of the past” is done.',
    );
    const { jobs } = await ask<{ jobs: { title: string }[] }>('monitor.get');
    expect(jobs.map(({ title }) => title)).toContain('Fill days of the past');
  });

  test('of a segment is one of its conditions', async () => {
    const definition = { description: '', conditions: all(lowScore) };
    const { id } = await ask<{ id: string }>('segments.save', { name: 'Lower ones', definition });
    const within = draft('Within', { conditions: all(inSegment(id)) });
    const { tried } = await settled((await begin({ rules: [draft('Low'), within] })).id);
    expect(tried[1]?.report).toEqual(tried[0]?.report);
  });

  test('of a fact that is known as of now alone is refused beside its condition', async () => {
    const owner = { field: 'account.owner', operator: 'isPresent' as const };
    const { tried } = await settled((await begin({ rules: [draft('x', { rearm: all(owner) })] })).id);
    expect(tried).toMatchObject([
      { report: null, findings: [{ field: 'rearm', path: [0], severity: 'error' }] },
    ]);
  });

  test('goes on behind other things, says how far it is, and can be stopped', async () => {
    const { id } = await begin({ rules: [draft('Low')] });
    expect(await ask<Trial>('rules.trial', { id })).toMatchObject({ state: 'running', tried: [] });
    await ask('rules.cancelTrial', { id });
    expect(await settled(id)).toMatchObject({ state: 'cancelled', tried: [] });
  });

  test('is forgotten after a few more, and said to be', async () => {
    const { id } = await begin({ rules: [draft('Low')] });
    for (let more = 0; more < 8; more++) await settled((await begin({ rules: [draft('Low')] })).id);
    await expect(ask('rules.trial', { id })).rejects.toThrow(/over and forgotten/);
  });

  test.each([
    ['a day that is none', { from: '2026-02-30' }, /2026-02-30 is no day of the calendar/],
    [
      'an end before its beginning',
      { from: formatDay(today), to: formatDay(today - 3) },
      /first day comes after/,
    ],
  ])('of %s is refused', async (_words, time, words) => {
    await expect(begin({ rules: [draft('Low')], ...time })).rejects.toThrow(words);
  });
});
