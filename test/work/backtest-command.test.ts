import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addBacktestCommand } from '../../src-main/host/commands/backtest';
import { addScoreCommand } from '../../src-main/host/commands/score';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import type { Fact } from '../../src-preload/contract/rules/fact';
import { growCompany, writeCompany } from '../support/grown-company';
import { type KeptDay, keptDays } from '../support/kept-days';

// Commands take the machine's own day.
const today = dayOfInstant(Date.now());
const from = today - 150;
let folder: string;
let file: string;
let kept: readonly KeptDay[];
let spells: readonly { id: number; began: number; last: number | null }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-backtest-'));
  file = join(folder, 'steward.db');
  const made = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  writeCompany(made, growCompany({ seed: 31, accounts: 30, firstDay: today - 320, lastDay: today }));
  made.close();
  await steward('score', '--store', file);
  await steward('backtest', '--store', file, '--rule', ruleFile({}));
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  kept = keptDays(store);
  spells = store.read
    .prepared<[], { id: number; began: number; last: number | null }>(
      'select organization_id as id, began_day as began, last_day as last from account_spells',
    )
    .all();
  store.close();
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

async function steward(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride();
  program.configureOutput({ writeErr: () => undefined });
  for (const add of [addScoreCommand, addBacktestCommand]) add(program);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

const below = { field: 'health.score', operator: 'below', value: 55 };

function ruleFile(rule: object, conditions: readonly object[] = [below], name = 'Falling'): string {
  const at = join(folder, `${name}.json`);
  writeFileSync(at, JSON.stringify({ name, conditions: { combinator: 'and', rules: conditions }, ...rule }));
  return at;
}

/** Of what has to be chosen, the first. */
function chosen(parameters: Fact['parameters']): Record<string, string> {
  const toChoose = parameters.flatMap((one) => (one.type === 'word' && one.usual === '' ? [one] : []));
  return Object.fromEntries(toChoose.map(({ name, words }) => [name, words[0]?.value ?? '']));
}

describe('steward backtest', () => {
  it('fires on the days on which the kept score of a customer fell below, counted by hand', async () => {
    const rule = ruleFile({ coolDownDays: 0, clearDays: 2 });
    const args = ['--from', formatDay(from), '--json'];
    const [trial] = JSON.parse(await steward('backtest', '--store', file, '--rule', rule, ...args));
    const expected: string[] = [];
    for (const { id, began, last } of spells) {
      let clear = Number.NaN;
      for (const { day, facts } of kept.filter((one) => one.id === id).sort((a, b) => a.day - b.day)) {
        if (day < Math.max(from, began) || (last !== null && day > last)) continue;
        if (Number.isNaN(facts.score) || facts.band === 3) continue;
        if (facts.score / 10 < 55) {
          if (clear >= 2) expected.push(`${formatDay(day)} ${id}`);
          clear = 0;
        } else clear = Number.isNaN(clear) ? 2 : clear + 1;
      }
    }
    const fired = trial.fired.map(
      (one: { day: string; organizationId: number }) => `${one.day} ${one.organizationId}`,
    );
    expect(fired.toSorted()).toEqual(expected.toSorted());
    expect(expected.length).toBeGreaterThan(5);
    expect(trial).toMatchObject({
      name: 'Falling',
      sentence: 'health score is below 55.0',
      firings: expected.length,
    });
  });

  it('says in words what the rule would have done, and how well the past is known', async () => {
    const said = await steward(
      'backtest',
      '--store',
      file,
      '--rule',
      ruleFile({}),
      '--from',
      formatDay(from),
    );
    expect(said).toMatch(/^Falling: health score is below 55\.0\n/);
    expect(said).toMatch(
      /fires [\d.]+ times a week: \d+ times? for \d+ accounts?, [\d.]+ hours at 15 minutes/,
    );
    expect(said).toMatch(/customers alone; nothing was sent/);
    expect(said).toMatch(/\d+% of the days were made afterwards, from what is known now/);
  });

  it('holds two rules beside each other', async () => {
    const stricter = ruleFile({}, [{ ...below, value: 35 }], 'Stricter');
    const said = await steward(
      'backtest',
      '--store',
      file,
      '--rule',
      ruleFile({}),
      '--against',
      stricter,
      '--json',
    );
    const [one, other] = JSON.parse(said);
    expect([one.name, other.name]).toEqual(['Falling', 'Stricter']);
    expect(other.firings).toBeLessThan(one.firings);
  });

  it('begins with the first day that is kept, however far back it is asked to', async () => {
    const asked = ['backtest', '--store', file, '--rule', ruleFile({}), '--json', '--from'];
    const [all] = JSON.parse(await steward(...asked, '0001-01-01'));
    expect(all.days).toBeLessThan(400);
    const changed = {
      field: 'account.arr',
      operator: 'fellBy',
      value: { by: 1, unit: 'absolute', days: 3650 },
    };
    const [trial] = JSON.parse(
      await steward('backtest', '--store', file, '--rule', ruleFile({}, [changed], 'Long'), '--json'),
    );
    expect(trial).toMatchObject({ firings: 0, unknownShare: 1 });
  });

  it('lists what can be asked about', async () => {
    const facts: { name: string; past: string }[] = JSON.parse(
      await steward('backtest', '--store', file, '--facts', '--json'),
    );
    expect(new Set(facts.map(({ name }) => name)).size).toBe(facts.length);
    expect(facts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['health.score', 'risk.level', 'use.events']),
    );
    expect(await steward('backtest', '--store', file, '--facts')).toMatch(
      /use\.events +number +Events \(told: days\)/,
    );
  });

  it('asks about every fact that has a past without breaking', async () => {
    const facts: Fact[] = JSON.parse(await steward('backtest', '--store', file, '--facts', '--json'));
    const asked = facts
      .filter(({ past }) => past === 'daily')
      .map(({ name, parameters }) => ({ field: name, operator: 'isMissing', params: chosen(parameters) }));
    const [trial] = JSON.parse(
      await steward(
        'backtest',
        '--store',
        file,
        '--rule',
        ruleFile({}, asked),
        '--from',
        formatDay(today - 40),
        '--json',
      ),
    );
    expect(trial.unknownShare).toBe(0);
  });

  it.each([
    [[{ field: 'health.score', operator: 'below', value: null }], /condition 1: Give a number\./],
    [[below, { field: 'account.owner', operator: 'isMissing' }], /Of “Owner” only its value of now is known/],
    [[], /Add a condition: without one every account would match\./],
  ])('refuses what can’t be tried: %j', async (conditions, words) => {
    await expect(
      steward('backtest', '--store', file, '--rule', ruleFile({}, conditions, 'Wrong')),
    ).rejects.toThrow(words);
  });

  it('says what of a file is no rule', async () => {
    const at = join(folder, 'other.json');
    writeFileSync(at, '{"name": "", "conditions": {"combinator": "xor", "rules": []}}');
    await expect(steward('backtest', '--store', file, '--rule', at)).rejects.toThrow(
      /is not a rule:\n {2}name: give the rule a name/,
    );
    writeFileSync(at, '{');
    await expect(steward('backtest', '--store', file, '--rule', at)).rejects.toThrow(/is not JSON/);
    await expect(steward('backtest', '--store', file, '--rule', join(folder, 'none'))).rejects.toThrow(
      /can't be read/,
    );
    await expect(steward('backtest', '--store', file)).rejects.toThrow(/--facts lists/);
    await expect(
      steward(
        'backtest',
        '--store',
        file,
        '--rule',
        ruleFile({}),
        '--from',
        '2026-03-01',
        '--to',
        '2026-02-01',
      ),
    ).rejects.toThrow(/first day comes after the last/);
  });
});
