import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { nearestNames } from '../../../src-main/host/commands/evaluation/nearest-names';
import { referencePath } from '../../support/reference-data';
import { expectAllClose } from './closeness';
import { filesForTests, evaluationReport as report, evaluated as run } from './evaluated';
import { referenceTest } from './reference-data';

const file = filesForTests();

/** Forty accounts: those with few seats tend to leave. */
function accountLines(): string[] {
  const rows = Array.from({ length: 40 }, (_, row) => {
    const seats = 1 + ((row * 7) % 20);
    const left = (row * 11) % 23 > seats ? 1 : 0;
    const fold = row % 2 === 0 ? 'north' : 'south';
    const part = row < 30 ? 'train' : 'Test';
    return `a${row},${seats},${row % 3 === 0 ? 'free' : 'pro'},${1 + (row % 9)},${fold},${part},${left}`;
  });
  return ['account,seats,plan,months,region,part,left', ...rows];
}

const accounts = () => `${accountLines().join('\n')}\n`;
const features = ['--features', 'seats,plan'];

describe('steward evaluate', () => {
  test('fits a table and prints figures for a person', async () => {
    const text = await run('--csv', file('plain.csv', accounts()), '--outcome', 'left', ...features);
    expect(text).toContain('logit: 40 rows');
    expect(text).toMatch(/Area under the ROC curve\s+0\.\d+/);
    expect(text).toMatch(/plan=pro\s+-?\d/);
  });

  test('reads a packed file, a mark of byte order, Windows lines and quoted cells alike', async () => {
    const plain = await report('--csv', file('a.csv', accounts()), '--outcome', 'left', ...features);
    const windows = `\uFEFF${accountLines().join('\r\n').replaceAll('pro', '"pro"')}`;
    const packed = file('b.csv.gz', gzipSync(windows));
    expect(await report('--csv', packed, '--outcome', 'left', ...features)).toEqual(plain);
  });

  test('takes another delimiter', async () => {
    const path = file('semicolons.csv', accounts().replaceAll(',', ';'));
    const found = await report('--csv', path, '--delimiter', ';', '--outcome', 'left', ...features);
    expect(found.n).toBe(40);
  });

  test('uses all columns but those with another part to play, and those excluded', async () => {
    const path = file('parts.csv', accounts());
    const found = await report(
      '--csv',
      path,
      '--outcome',
      'left',
      '--duration',
      'months',
      '--fold',
      'region',
      '--exclude',
      'account,part',
    );
    expect(found.coefficients?.map(({ name }) => name)).toEqual(['(intercept)', 'seats', 'plan=pro']);
    expect(found).toMatchObject({ model: 'logit', scored: 'out-of-fold', n: 40 });
    expect(found.concordance).toBeGreaterThan(0.5);
  });

  test('scores the test rows of a split, however they are spelled', async () => {
    const found = await report(
      '--csv',
      file('split.csv', accounts()),
      '--outcome',
      'left',
      ...features,
      '--split',
      'part',
    );
    expect(found).toMatchObject({ scored: 'test', n: 10 });
  });

  test('takes a word for the event', async () => {
    const path = file('words.csv', accounts().replaceAll(/,1\n/g, ',yes\n').replaceAll(/,0\n/g, ',no\n'));
    const found = await report('--csv', path, '--outcome', 'left', '--positive', 'yes', ...features);
    expect(found).toMatchObject(
      await report('--csv', file('c.csv', accounts()), '--outcome', 'left', ...features),
    );
  });

  test('sets aside lines that are no rows and says which, and the rest flows', async () => {
    const lines = [...accountLines(), 'a41,3,free', 'a42,4,pro,3,north,train,', 'a43,4,pro,3,north,train,1'];
    const found = await report(
      '--csv',
      file('poison.csv', lines.join('\n')),
      '--outcome',
      'left',
      ...features,
    );
    expect(found.n).toBe(41);
    expect(found.setAside).toEqual([
      { line: 42, reason: 'it has 3 cells, the header has 7' },
      { line: 43, reason: 'it has no left' },
    ]);
  });

  test('a quote inside a cell is a letter, a word among numbers counts as missing, and both flow', async () => {
    const lines = [...accountLines(), 'a41,3"4,free,1,north,train,1', 'a42,"5",pro,1,no"rth,train,0'];
    const found = await report(
      '--csv',
      file('quotes.csv', lines.join('\n')),
      '--outcome',
      'left',
      ...features,
    );
    expect(found).toMatchObject({
      n: 42,
      unreadable: [{ column: 'seats', cells: ['3"4'] }],
      missing: [{ column: 'seats', rows: 1 }],
      setAside: [],
    });
  });

  test('lines joined by a quote are named from the first to the last', async () => {
    const lines = accountLines().toSpliced(5, 0, 'x,"1,free', 'y,2",pro');
    const found = await report(
      '--csv',
      file('joined.csv', lines.join('\n')),
      '--outcome',
      'left',
      ...features,
    );
    expect(found.n).toBe(40);
    expect(found.setAside).toEqual([
      { line: 7, reason: 'it has 3 cells together with the lines from 6 on, the header has 7' },
    ]);
  });

  test('a row set aside for its outcome leaves the others in their folds', async () => {
    const [header = '', ...rows] = accountLines();
    const numbered = rows.map(
      (row, index) => `${index === 5 ? row.replace(/.$/, '') : row},fold ${index % 4}`,
    );
    const path = file('folds.csv', [`${header},number`, ...numbered].join('\n'));
    const args = ['--csv', path, '--outcome', 'left', ...features];
    const byNumber = await report(...args, '--folds', '4');
    expect(byNumber.n).toBe(39);
    expect(byNumber).toEqual(await report(...args, '--fold', 'number'));
  });
});

describe('steward evaluate refuses, and says what to do', () => {
  const refused = (content: string, ...args: string[]) =>
    run(
      '--csv',
      file('refused.csv', content),
      ...(args.includes('--outcome') ? [] : ['--outcome', 'left']),
      ...args,
    );

  test('a file that is not there', async () => {
    await expect(
      run('--csv', join(tmpdir(), 'no-such-table.csv'), '--outcome', 'left'),
    ).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('There is no file'),
    });
  });

  test('a folder, an empty file and one that is not packed', async () => {
    await expect(run('--csv', tmpdir(), '--outcome', 'left')).rejects.toThrow('is a folder');
    await expect(refused('')).rejects.toThrow('The file is empty');
    const unpacked = file('plain.csv.gz', accounts());
    await expect(run('--csv', unpacked, '--outcome', 'left')).rejects.toThrow("can't be unpacked");
  });

  test('a quote that is never closed, with its line', async () => {
    const open = accountLines().toSpliced(5, 0, 'x,"1,free');
    await expect(refused(open.join('\n'))).rejects.toThrow('Line 6 opens a quote that is never closed');
  });

  test('a header with a name twice, and a header without rows', async () => {
    await expect(refused('left,left\n1,0\n')).rejects.toThrow('Two columns are called "left"');
    await expect(refused('left,seats\n')).rejects.toThrow('no row');
  });

  test('a column that is not there, with the nearest names', async () => {
    await expect(refused(accounts(), '--outcome', 'lefft')).rejects.toThrow('Did you mean "left"?');
    await expect(refused(accounts(), '--features', 'seat,plan')).rejects.toThrow('no column "seat"');
    await expect(refused(accounts(), '--exclude', 'zzzzzz')).rejects.toThrow('It has: account, seats');
  });

  test('an outcome in words without the word for the event, and a word that never occurs', async () => {
    const words = accounts().replaceAll(/,1\n/g, ',gone\n').replaceAll(/,0\n/g, ',here\n');
    await expect(refused(words)).rejects.toThrow(/"gone".*--positive|"here".*--positive/);
    await expect(refused(words, '--positive', 'Went')).rejects.toThrow('No row has left = "Went"');
  });

  test('a table without events, and one with nothing else', async () => {
    await expect(refused('left,seats\n0,1\n0,2\n0,3\n')).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('None of the 3 rows has the event'),
    });
    await expect(refused('left,seats\n1,1\n1,2\n')).rejects.toThrow('All 2 rows have the event');
  });

  test('a column that foretells without exception, and fits it with a ridge', async () => {
    const parted = 'left,seats\n0,1\n0,2\n0,3\n1,4\n1,5\n1,6\n';
    await expect(refused(parted)).rejects.toThrow(/"seats".*ridge/);
    expect(await refused(parted, '--ridge', '1')).toContain('6 rows');
  });

  test('the outcome among the features', async () => {
    await expect(refused(accounts(), '--features', 'seats,left')).rejects.toThrow("can't be a feature");
  });

  test('the duration among the features of a survival model', async () => {
    const args = ['--duration', 'months', '--model', 'hazard', '--features', 'seats,months'];
    await expect(refused(accounts(), ...args)).rejects.toThrow('months is the duration');
  });

  test('durations that are no durations, and survival models without any', async () => {
    const broken = accounts().replace(',1,north,', ',soon,north,');
    await expect(refused(broken, '--duration', 'months', '--model', 'cox')).rejects.toThrow(
      /"soon" on line \d+/,
    );
    await expect(refused(accounts(), '--model', 'hazard')).rejects.toThrow('needs --duration');
  });

  test('folds and splits that leave nothing to compare', async () => {
    await expect(refused('left,seats,f\n0,1,x\n1,2,x\n', '--fold', 'f')).rejects.toThrow('one fold only');
    await expect(refused('left,seats\n0,1\n1,2\n', '--folds', '3')).rejects.toThrow(
      "can't be put into 3 folds",
    );
    await expect(refused(accounts(), '--split', 'region')).rejects.toThrow('No row of region says "train"');
  });

  test.each([
    ['--model', 'oracle'],
    ['--folds', '1'],
    ['--folds', 'many'],
    ['--ridge', '-1'],
    ['--seed', '1.5'],
    ['--folds', '3', '--split', 'part'],
    ['--features', 'seats', '--exclude', 'plan'],
  ])('%s %s as misuse', async (...args) => {
    await expect(refused(accounts(), ...args)).rejects.toBeInstanceOf(CommanderError);
  });

  test('a ridge where it has no meaning', async () => {
    await expect(refused(accounts(), '--model', 'best', '--ridge', '1')).rejects.toThrow(
      'chooses its own ridge',
    );
    const hazard = ['--model', 'hazard', '--duration', 'months', '--ridge', 'auto'];
    await expect(refused(accounts(), ...hazard)).rejects.toThrow('Give the hazard model a number');
  });
});

describe('steward evaluate on public data', () => {
  const rossi = () => [
    '--csv',
    referencePath('rossi/rossi.csv'),
    '--outcome',
    'arrest',
    '--duration',
    'week',
  ];
  const telco = () => [
    '--csv',
    referencePath('telco/Telco-Customer-Churn.csv'),
    '--outcome',
    'Churn',
    '--positive',
    'Yes',
  ];

  referenceTest('gives the Cox regression of Rossi', async () => {
    const found = await report(...rossi(), '--model', 'cox');
    expect(found.logLikelihood).toBeCloseTo(-658.7476594461, 4);
    expect(found.concordance).toBeCloseTo(0.6403292471, 8);
    expectAllClose(
      found.coefficients?.map(({ value }) => value) ?? [],
      [-0.3794221665, -0.0574377427, 0.3138997878, -0.1497956977, -0.4337038779, -0.0848710825, 0.091497081],
      1e-5,
    );
  });

  referenceTest('gives the discrete hazard of Rossi in its own units', async () => {
    const found = await report(...rossi(), '--model', 'hazard');
    const of = (name: string) =>
      found.coefficients?.find((coefficient) => coefficient.name === name)?.value ?? 0;
    expect(found.periods).toBe(19_809);
    expectAllClose([of('fin'), of('age'), of('prio')], [-0.3831298887, -0.0572841161, 0.0924209069], 1e-5);
    expect(-2 * (found.logLikelihood ?? 0)).toBeCloseTo(1362.934743, 4);
  });

  referenceTest(
    'takes the telco table as it comes: names set aside, gaps counted, repeats left out',
    async () => {
      const found = await report(...telco(), '--folds', '5');
      expect(found.missing).toEqual([{ column: 'TotalCharges', rows: 11 }]);
      expect(found.leftOut.map(({ column }) => column)).toContain('customerID');
      expect(found.auc).toBeGreaterThan(0.843);
      expect(found.brier).toBeLessThan(0.1365);
      expect(found.ece).toBeLessThan(0.02);
      expect(found.meanPredicted).toBeCloseTo(found.meanObserved ?? 0, 2);
    },
  );

  referenceTest('orders telco customers by who leaves first', async () => {
    const args = ['--folds', '5', '--duration', 'tenure', '--exclude', 'customerID,TotalCharges'];
    expect((await report(...telco(), ...args, '--model', 'cox')).concordance).toBeGreaterThan(0.864);
    expect((await report(...telco(), ...args, '--model', 'hazard')).concordance).toBeGreaterThan(0.864);
  });
});

test('the nearest names come first, and far ones not at all', () => {
  expect(nearestNames('Chrun', ['Churn', 'Contract', 'gender'])).toEqual(['Churn']);
  expect(nearestNames('charges', ['MonthlyCharges', 'TotalCharges', 'tenure'])).toEqual([
    'MonthlyCharges',
    'TotalCharges',
  ]);
  expect(nearestNames('seets', ['seat', 'seats'])).toEqual(['seats', 'seat']);
  expect(nearestNames('x', ['MonthlyCharges'])).toEqual([]);
});
