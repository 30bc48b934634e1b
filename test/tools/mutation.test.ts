import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles } from '../checks/support/source-files';
import { testsToAsk } from '../mutation/durations';
import { whyEquivalent } from '../mutation/equivalents';
import { createJudge } from '../mutation/judge';
import type { Question } from '../mutation/judge-worker';
import { type Mutant, mutatedText } from '../mutation/mutant';
import { mutantsOf } from '../mutation/mutants-of';
import { ownMutants } from '../mutation/own-mutants';
import { relateTests } from '../mutation/related-tests';
import { drawSample } from '../mutation/sample';
import { makeSandbox } from '../mutation/sandbox';
import { callersOf, functionOf, sqlFunctions } from '../mutation/sql-functions';
import { sqlMutants } from '../mutation/sql-mutants';
import { hasReferenceData } from '../support/reference-data';

const relations = relateTests();

async function faultsIn(text: string, file = 'src-main/a.ts'): Promise<string[]> {
  const mutants = await mutantsOf(file, text);
  return mutants.map((mutant) => mutatedText(text, mutant).replaceAll(/\s+/g, ' ').trim());
}

describe('the faults put into a file', () => {
  test('turn comparisons at their edges', async () => {
    const faults = await faultsIn('export const isLate = (day: number, due: number) => day > due;');
    expect(faults).toContain('export const isLate = (day: number, due: number) => day >= due;');
    expect(faults).toContain('export const isLate = (day: number, due: number) => day <= due;');
  });

  test('leave out what follows from a decision', async () => {
    const faults = await faultsIn('export function decide() { write(); tell(); }');
    expect(faults).toContain('export function decide() { ; tell(); }');
    expect(faults).toContain('export function decide() { write(); ; }');
  });

  test('leave out a condition of a query, and ask for another', async () => {
    const query = `import { and, eq } from 'drizzle-orm'; export const q = and(eq(a, 1), eq(b, 2));`;
    const faults = await faultsIn(query);
    expect(faults).toContain(`import { and, eq } from 'drizzle-orm'; export const q = and(eq(b, 2));`);
    expect(faults).toContain(
      `import { ne as otherOperator } from 'drizzle-orm';import { and, eq } from 'drizzle-orm'; export const q = and(otherOperator(a, 1), eq(b, 2));`,
    );
  });

  test('change numbers by one', async () => {
    expect(await faultsIn('export const daysKept = 90;')).toEqual(['export const daysKept = 91;']);
  });

  test('turn SQL around, in code and in migrations, but not in comments', async () => {
    const sql = 'select a from t where b is null and c < 3 order by d desc -- and so on < 4';
    const turned = await faultsIn(sql, 'migrations/postgres/a.sql');
    expect(turned).toContain('select a from t where b is null or c < 3 order by d desc -- and so on < 4');
    expect(turned).toContain('select a from t where b is null and c <= 3 order by d desc -- and so on < 4');
    expect(turned).toHaveLength(4);
    expect(await faultsIn(`export const q = 'select a from t order by d desc';`)).toEqual([
      `export const q = 'select a from t order by d asc';`,
    ]);
  });

  test('leave types and texts alone', async () => {
    expect(await faultsIn(`export type Age = 1 | 2; export const word = 'account';`)).toEqual([]);
  });
});

describe('a sample', () => {
  const faults = Array.from(
    { length: 200 },
    (_, at): Mutant => ({
      file: at < 150 ? 'src-main/engines/a.ts' : 'src-main/store/b.ts',
      kind: 'OtherNumber',
      start: at,
      end: at + 1,
      replacement: '0',
    }),
  );
  const lines = (file: string) => (file.includes('engines') ? 100 : 300);

  test('is the same for the same seed, and another for another', () => {
    expect(drawSample(faults, lines, { seed: 1, size: 40 })).toEqual(
      drawSample(faults, lines, { seed: 1, size: 40 }),
    );
    expect(drawSample(faults, lines, { seed: 1, size: 40 })).not.toEqual(
      drawSample(faults, lines, { seed: 2, size: 40 }),
    );
  });

  test('holds as many faults of a room as the room has lines', () => {
    const drawn = drawSample(faults, lines, { seed: 1, size: 40 }).map(({ file }) => file);
    expect(drawn.filter((file) => file.includes('engines'))).toHaveLength(10);
    expect(drawn.filter((file) => file.includes('store'))).toHaveLength(30);
  });
});

test('a file’s own tests are asked first, then the nearest and quickest, as long as time is left, and at least one', () => {
  const took: Record<string, number> = { near: 3_000, far: 2_000, slow: 60_000 };
  const durations = { of: (file: string) => took[file] ?? 0, learn: () => undefined };
  const related = [
    { file: 'slow', distance: 1 },
    { file: 'far', distance: 4 },
    { file: 'near', distance: 1 },
  ];
  expect(testsToAsk(related, durations, 10_000)).toEqual(['near', 'far']);
  expect(testsToAsk(related.slice(0, 1), durations, 10_000)).toEqual(['slow']);
  expect(testsToAsk(related, durations, 100_000)).toEqual(['near', 'slow', 'far']);
});

test('a fault known to change nothing is told by its line, wherever that moved', () => {
  const known = [
    { file: 'a.ts', line: 'const most = 90;', kind: 'OtherNumber', why: 'a pace, not a promise' },
  ];
  const fault = (text: string): Mutant => ({
    file: 'a.ts',
    kind: 'OtherNumber',
    start: text.indexOf('90'),
    end: text.indexOf('90') + 2,
    replacement: '91',
  });
  const moved = '// more\n\n  const most = 90;\n';
  expect(whyEquivalent(moved, fault(moved), known)).toBe('a pace, not a promise');
  const other = 'const least = 90;\n';
  expect(whyEquivalent(other, fault(other), known)).toBeNull();
});

test('tests are related to all they reach by imports, migrations included', () => {
  const tests = (file: string) => relations.testsOf(file).map((test) => test.file);
  expect(tests('src-main/lib/backoff.ts')).toContain('test/unit/lib/backoff.test.ts');
  expect(tests('src-main/work/forecasting/training-worker.ts')).toContain('test/work/training.test.ts');
  expect(tests('migrations/postgres/0007_sync_log.sql')).toContain('test/sync/pull.test.ts');
  expect(tests('src-main/lib/backoff.ts').some((test) => test.startsWith('test/e2e/'))).toBe(false);
  expect(relations.testsOf('src-preload/contract/palette.ts')).toContainEqual({
    file: 'test/api/api-document.test.ts',
    distance: 1,
  });
});

describe("faults in the company's functions", () => {
  const written = (path: string, text: string) => ({ path, text });
  const functions = sqlFunctions([
    written(
      '0001.sql',
      'create function customer_success.a() returns int as $$ select 1 $$ language sql; create table t();',
    ),
    written(
      '0002.sql',
      'create or replace function customer_success.a() returns int as $$ select 2 $$ language sql;',
    ),
    written(
      '0003.sql',
      'create function customer_success.b() returns int as $$ select customer_success.a() $$ language sql;',
    ),
  ]);

  test('are not put where a later migration has written the function anew', () => {
    expect(functions.map(({ name, file, isReplaced }) => [name, file, isReplaced])).toEqual([
      ['a', '0001.sql', true],
      ['a', '0002.sql', false],
      ['b', '0003.sql', false],
    ]);
  });

  test('lie in the function whose body they stand in', () => {
    const at = (place: number): Mutant => ({
      file: '0001.sql',
      kind: 'OtherSql',
      start: place,
      end: place + 1,
      replacement: '',
    });
    expect(functionOf(at(60), functions)?.name).toBe('a');
    expect(functionOf(at(98), functions)).toBeNull();
  });

  test('are asked of tests that name the function, or one that calls it, before all others', () => {
    expect([...callersOf('a', functions)]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    const asked = relations
      .testsOf('migrations/postgres/0050_rewards.sql', 'award_points')
      .map(({ file }) => file);
    expect(asked.slice(0, 12)).toContain('test/company/rewards.test.ts');
  });

  test('are asked of tests that do an operation of its kind as well', () => {
    const asked = relations.testsOf('migrations/postgres/0053_milestones.sql', 'op_plan_save');
    expect(asked.filter(({ distance }) => distance < 3).map(({ file }) => file)).toContain(
      'test/company/milestones.test.ts',
    );
  });

  test('of procedures are asked first of tests that call them', () => {
    const asked = relations.testsOf('src-main/api/sign-in-procedures.ts');
    expect(asked.find(({ file }) => file === 'test/api/invitation.test.ts')?.distance).toBe(1);
  });

  test('are none of the words that are told to people', () => {
    const faults = (sql: string) => sqlMutants(sql).map(({ start, end }) => sql.slice(start, end));
    expect(faults(`SELECT refuse('name and view') WHERE a AND 'it''s, or not' <> b`)).toEqual(['AND', '<>']);
    expect(faults(`EXECUTE 'DELETE FROM t WHERE a AND b'`)).toEqual(['AND']);
  });
});

test('every source can be read for faults', async () => {
  for (const { path, text } of sourceFiles(
    ['src-main', 'src-preload', 'src-renderer'],
    undefined,
    /(?<!\.d)\.ts$/,
  ))
    expect(() => ownMutants(path, text), path).not.toThrow();
});

test('a fault is judged by real tests in a copy of the checkout: noticed, passed over, or hung', async () => {
  const file = 'src-main/lib/backoff.ts';
  const original = readFileSync(join(root, file), 'utf8');
  const folder = makeSandbox(join(root, 'out', 'mutation', 'test-sandbox'));
  const judge = createJudge(folder);
  const own = 'test/unit/lib/backoff.test.ts';
  const ask = (text: string, { most = 120_000, test = own } = {}) =>
    judge.judge({ file, text, original, tests: [test], most }, most);
  try {
    const noticed = await ask(original.replace('Math.min(cap', 'Math.max(cap'));
    expect(noticed?.killedBy?.file).toBe(own);
    // What failed for one fault says nothing of the next, which others are asked about.
    expect((await ask(original, { test: 'test/unit/lib/error-code.test.ts' }))?.killedBy).toBeNull();
    expect((await ask(`${original}\n`))?.killedBy).toBeNull();
    expect(
      await ask(original.replace('const bound', 'for (;;);\n  const bound'), { most: 8_000 }),
    ).toBeNull();
    expect((await ask(original))?.killedBy).toBeNull();
    // A test that fails in the copy whatever stands there hides none that passes, the documents' own among them.
    const broken = 'test/unit/lib/broken.test.ts';
    writeFileSync(
      join(folder, broken),
      `import { expect, test } from 'vitest'; test('fails', () => expect(1).toBe(2));`,
    );
    const besides = { file, text: original.replace('Math.min(cap', 'Math.max(cap'), original, most: 120_000 };
    const asked = await judge.judge({ ...besides, tests: [broken, own] }, 120_000);
    expect(asked?.killedBy?.file).toBe(own);
    expect((await ask(original, { test: 'test/api/api-document.test.ts' }))?.killedBy).toBeNull();
    // A machine that is too slow to ask them all has not seen the program hang.
    const tests = [own, 'test/unit/lib/error-code.test.ts'];
    const begun = await judge.judge({ file, text: original, original, tests, most: 1 }, 120_000);
    expect([begun?.killedBy, Object.keys(begun?.took ?? {})]).toEqual([null, [own]]);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(original);
    if (hasReferenceData('cdnow'))
      expect((await judge.judge(onlyPublishedFiguresTell(), 120_000))?.killedBy).not.toBeNull();
  } finally {
    judge.end();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A fault that shows nowhere but against published figures, which lie beside the checkout and not beside its copy. */
function onlyPublishedFiguresTell(): Question {
  const file = 'src-main/engines/risk/survival/bg-nbd.ts';
  const original = readFileSync(join(root, file), 'utf8');
  const text = original.replace('alive * logWatched', 'alive / logWatched');
  return { file, text, original, tests: ['test/unit/risk/activity-models.test.ts'], most: 120_000 };
}
