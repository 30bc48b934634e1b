import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addNote, changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { measureAt } from '../../src-main/engines/health/measures';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { calendarOf } from '../../src-main/lib/company-calendar';
import { formatDay } from '../../src-main/lib/day';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { addConfigVersion } from '../../src-main/store/scores/configs';
import { readScoreOn } from '../../src-main/store/scores/past-scores';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { currentConfig } from '../../src-main/work/scoring/current-config';
import { needsFullRun } from '../../src-main/work/scoring/full-run';
import { measureAccounts } from '../../src-main/work/scoring/measure-accounts';
import { scoreChangedJob } from '../../src-main/work/scoring/scoring-kinds';
import { startRun } from '../../src-main/work/scoring/start-run';
import { usualMeasures } from '../../src-main/work/scoring/usual-measures';
import type { HealthConfig } from '../../src-preload/contract/health-config';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { noon, type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const zones = ['UTC', 'America/New_York', 'Pacific/Auckland'] as const;
const hour = 3_600_000;
const company = growCompany({ seed: 5, accounts: 4, firstDay: today - 120, lastDay: today + 3 });
const ids = [1, 2, 3, 4];
let scored: ScoredStore;
let made = 0;
/** Accounts that decisions asked new scores of, since last looked. */
let asked: number[] = [];

beforeEach(() => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, company);
  asked = [];
});
afterEach(() => scored.close());

const decisions = (at: number) =>
  decisionsOn(scored.store, at, {
    rescore: (_, of) => asked.push(...(of === 'all' ? ids : of)),
  });
const looked = () => asked.splice(0);

function call(organizationId: number, at: number): string {
  return addNote(decisions(Math.max(at, scored.clock.now())), {
    ...{ account: { organizationId }, contactId: null, text: 'A call' },
    activity: { kind: 'call', at, minutes: null, contacts: [] },
  });
}

function mail(organizationId: number, at: number, kind = 'reply'): string {
  made += 1;
  writeTransaction(scored.store, 'test mail', (tx) =>
    tx
      .prepared<[number, string, number, string, number]>(
        `insert into incoming_mails (row_id, mail_id, organization_id, user_id, run_id, kind, came_at, noted_at, did)
         values (?, ?, ?, 1, 'm', ?, ?, 0, '{}')`,
      )
      .run(made, `m${made}`, organizationId, kind, at),
  );
  return `m${made}`;
}

function silence(day: number): number[] {
  const run = startRun(scored.store, scored.clock.now());
  if (run === null) throw new Error('the copy is not whole');
  const { raws } = measureAccounts(scored.store.read, run, ids, day, run.state);
  return [...(raws.columns[measureAt.days_since_contact] as Float64Array)];
}

/** The starter with the measure in every profile of accounts. */
function withMeasure(missing: 'skip' | 'neutral' | 'poor' = 'skip'): HealthConfig {
  const measure = usualMeasures().organization.find(({ id }) => id === 'days_since_contact');
  if (measure === undefined) throw new Error('it is not offered');
  const config = structuredClone(starterConfig);
  for (const { dimensions } of config.organizationProfiles)
    dimensions.retention.measures.push({ ...measure, weight: 20, missing });
  return config;
}

const judgeBy = (config: HealthConfig) =>
  writeTransaction(scored.store, 'test config', (tx) =>
    addConfigVersion(tx, { config, author: 'Ann', note: '', createdAt: 1 }),
  );

const scoreNow = (id: number) => readScoreOn(scored.store.read, id, today)?.score;

describe('days since an account was last spoken with', () => {
  test('are those of its screen and of the list, counted again from the rows by the company’s clocks', () => {
    const talk = fc.record({
      place: fc.nat({ max: 2 }),
      hoursAgo: fc.integer({ min: -30, max: 60 * 24 }),
      kind: fc.constantFrom('call', 'reply', 'bounce', 'out_of_office', 'note'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(talk, { maxLength: 9 }), (zone, talks) => {
        writeTransaction(scored.store, 'test clear', (tx) => {
          for (const table of ['notes', 'operations', 'incoming_mails'])
            tx.prepared(`delete from ${table}`).run();
          writeSyncState(tx, { zone });
        });
        const calendar = calendarOf(zone);
        const middle = calendar.startOf(today) + 12 * hour;
        const days: number[][] = [[], [], [], []];
        for (const { place, hoursAgo, kind } of talks) {
          const [id, at] = [ids[place] as number, middle - hoursAgo * hour];
          if (kind === 'note')
            addNote(decisions(at), { account: { organizationId: id }, contactId: null, text: 'Only a note' });
          else if (kind === 'call') call(id, at);
          else mail(id, at, kind);
          if (kind === 'call' || kind === 'reply') days[place]?.push(calendar.dayOf(at));
        }
        for (const day of [today, today - 1, today - 20]) {
          const plain = days.map((own) => day - Math.max(...own.filter((one) => one <= day)));
          expect(silence(day)).toEqual(plain.map((since) => (Number.isFinite(since) ? since : Number.NaN)));
        }
        const shown = silence(today).map((since) => (Number.isNaN(since) ? null : formatDay(today - since)));
        const { rows } = listAccounts(
          scored.store.read,
          { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 9 },
          today,
        );
        for (const { id, lastContact } of rows) expect(lastContact).toBe(shown[ids.indexOf(id)]);
        expect(rows).toHaveLength(4);
        expect(ids.map((id) => readAccount(scored.store.read, id, today).lastContact)).toEqual(shown);
      }),
      { numRuns: 40 },
    );
  });

  test('are unknown where nobody ever spoke, and follow the rule of what is missing', async () => {
    const at = scored.clock.now();
    const points: (number | null | undefined)[] = [];
    for (const missing of ['skip', 'neutral', 'poor'] as const) {
      judgeBy(withMeasure(missing));
      await scoreOn(scored, today);
      points.push(
        breakdownOf(scored.store, 1)?.measures.find(({ id }) => id === 'days_since_contact')?.points,
      );
    }
    expect(points).toEqual([null, 50, 0]);
    call(1, at - 12 * 24 * hour);
    await scoreOn(scored, today);
    const measure = breakdownOf(scored.store, 1)?.measures.find(({ id }) => id === 'days_since_contact');
    expect(measure).toMatchObject({ raw: 12, points: 90 });
  });

  test('call 30 days good and more than 90 poor', () => {
    const [usual] = usualMeasures().organization.filter(({ id }) => id === 'days_since_contact');
    const { middle, healthy } = starterConfig.bands;
    const at = new Map(usual?.breakpoints);
    expect([at.get(30), at.get(90)]).toEqual([healthy, middle]);
  });
});

describe('scores that stand already', () => {
  test('do not move by it: no configuration has it until somebody takes it', async () => {
    await scoreOn(scored, today);
    const before = ids.map(scoreNow);
    expect(before.filter((score) => score !== undefined).length).toBeGreaterThan(2);
    const { organizationProfiles, userProfile } = currentConfig(scored.store.read).config;
    expect(JSON.stringify([organizationProfiles, userProfile])).not.toContain('days_since_contact');
    for (const id of ids) call(id, scored.clock.now() - 200 * 24 * hour);
    expect(needsFullRun(scored.store.read, scored.clock.now())).toBe(false);
    await scoreOn(scored, today);
    expect(ids.map(scoreNow)).toEqual(before);
  });
});

describe('new scores are asked for', () => {
  test('where a call is written down, moved in time or removed, of its account alone, and not where only words are', () => {
    const now = scored.clock.now();
    const noteId = call(2, now - hour);
    expect(looked()).toEqual([2]);
    changeNote(decisions(now), { noteId, text: 'Other words' });
    expect(looked()).toEqual([]);
    changeNote(decisions(now), {
      ...{ noteId, text: 'Other words' },
      activity: { kind: 'meeting', at: now - 50 * hour, minutes: 30, contacts: [] },
    });
    expect(looked()).toEqual([2]);
    removeNote(decisions(now), noteId);
    expect(looked()).toEqual([2]);
    const plain = addNote(decisions(now), {
      account: { organizationId: 3 },
      contactId: null,
      text: 'A word',
    });
    changeNote(decisions(now), { noteId: plain, text: 'Another' });
    removeNote(decisions(now), plain);
    expect(looked()).toEqual([]);
  });

  test('and what is scored bit by bit comes to what is scored at once', async () => {
    judgeBy(withMeasure());
    await scoreOn(scored, today);
    const step = fc.record({
      what: fc.constantFrom('call', 'mail', 'remove', 'correct', 'day'),
      place: fc.nat({ max: 3 }),
      back: fc.integer({ min: 0, max: 150 }),
    });
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        let day = today;
        const calls: string[] = [];
        const startOver = () => {
          writeTransaction(scored.store, 'test clear', (tx) => {
            for (const table of ['notes', 'operations', 'incoming_mails'])
              tx.prepared(`delete from ${table}`).run();
          });
          return scoreOn(scored, day);
        };
        await startOver();
        looked();
        for (const { what, place, back } of steps) {
          const [id, at] = [ids[place] as number, scored.clock.now() - back * 24 * hour];
          const chosen = calls[place % Math.max(calls.length, 1)];
          const before = ids.map((one) => readScoreOn(scored.store.read, one, day)?.score);
          if (what === 'call') calls.push(call(id, at));
          else if (what === 'mail') {
            mail(id, at);
            // As the log of the company's changes names it.
            asked.push(id);
          } else if (what === 'day') {
            day = Math.min(day + 1, today + 3);
            await scoreOn(scored, day);
          } else if (chosen !== undefined && what === 'correct')
            changeNote(decisions(scored.clock.now()), {
              ...{ noteId: chosen, text: 'A call' },
              activity: { kind: 'call', at, minutes: null, contacts: [] },
            });
          else if (chosen !== undefined) {
            removeNote(decisions(scored.clock.now()), chosen);
            calls.splice(calls.indexOf(chosen), 1);
          }
          const organizationIds = looked();
          if (organizationIds.length > 0) scored.jobs.enqueue(scoreChangedJob, { organizationIds }, 5);
          await scored.jobs.runUntilIdle();
          const after = ids.map((one) => readScoreOn(scored.store.read, one, day)?.score);
          if (what !== 'day' && String(before) !== String(after)) moved += 1;
        }
        const bitByBit = ids.map((id) => readScoreOn(scored.store.read, id, day));
        await scoreOn(scored, day);
        expect(ids.map((id) => readScoreOn(scored.store.read, id, day))).toEqual(bitByBit);
      }),
      { numRuns: 12 },
    );
    expect(moved).toBeGreaterThan(10);
  });

  test('a day that passes without a word costs points', async () => {
    judgeBy(withMeasure());
    call(1, scored.clock.now() - noon);
    await scoreOn(scored, today);
    const raw = () =>
      breakdownOf(scored.store, 1)?.measures.find(({ id }) => id === 'days_since_contact')?.raw;
    expect(raw()).toBe(0);
    await scoreOn(scored, today + 2);
    expect(raw()).toBe(2);
  });
});
