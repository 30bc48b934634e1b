import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesIn } from '../../../src-main/host/commands/evaluation/column-names';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { expectAllClose } from './closeness';
import { evaluated, evaluationReport, filesForTests } from './evaluated';

const file = filesForTests();
const pathOf = (name: string) => join(import.meta.dirname, 'tables', name);
const report = (name: string, ...args: string[]) =>
  evaluationReport(
    '--csv',
    pathOf(name),
    ...(args.includes('--outcome') ? [] : ['--outcome', 'churn']),
    ...args,
  );
const values = ({ coefficients }: Awaited<ReturnType<typeof report>>) =>
  coefficients?.map(({ value }) => value) ?? [];
const errors = ({ coefficients }: Awaited<ReturnType<typeof report>>) =>
  coefficients?.map(({ standardError }) => standardError) ?? [];

/** Figures are of R 4.2.2: glm(binomial), and coxph of survival 3.5-3. */
describe('minutes and what they cost, which nearly repeat each other', () => {
  test("give R's logit", async () => {
    const found = await report('near_collinear.csv', '--exclude', 'months');
    expectAllClose(values(found), [-1.65031948266, 7.68034279647, -45.11282169945], 1e-6);
    expectAllClose(errors(found), [0.255337380228, 7.732834234045, 45.486774322513], 1e-6);
    expect(found.logLikelihood).toBeCloseTo(-175.693738557, 8);
  });

  test("give R's Cox regression", async () => {
    const found = await report('near_collinear.csv', '--duration', 'months', '--model', 'cox');
    expectAllClose(values(found), [0.516567169745, -3.011449025955], 1e-6);
    expectAllClose(errors(found), [4.92870053956, 28.99191377412], 1e-6);
    expect(found.logLikelihood).toBeCloseTo(-669.726526397, 8);
    expect(found.concordance).toBeCloseTo(0.629623537153, 10);
  });

  test("give R's logit of person-months", async () => {
    const found = await report('near_collinear.csv', '--duration', 'months', '--model', 'hazard');
    expect([found.periods, found.events]).toEqual([4640, 144]);
    expectAllClose(
      values(found),
      [-4.49877545890595, 0.40136892806166, -2.33433058802828, -0.06729466207574, 0.00503112716921],
      1e-6,
    );
    expect(found.logLikelihood).toBeCloseTo(-592.215730283, 8);
  });
});

describe('a hazard', () => {
  test('counts who left at a duration of 0 as left in the first period', async () => {
    const zero = await report('hazard_zero.csv', '--duration', 'months', '--model', 'hazard');
    expect([zero.events, zero.periods, (zero.meanObserved ?? 0) * (zero.periods ?? 0)]).toEqual([
      20, 160, 20,
    ]);
    expectAllClose(
      values(zero),
      [-0.95190566878301, 0.14953160825388, -0.73528152008839, 0.10542338442724],
      1e-6,
    );
    const tenure = await report(
      'tenure_zero.csv',
      ...['--outcome', 'e', '--duration', 't', '--model', 'hazard'],
    );
    expect((tenure.meanObserved ?? 0) * (tenure.periods ?? 0)).toBeCloseTo(65, 9);
    expect([tenure.n, tenure.periods, tenure.unwatched]).toEqual([100, 311, 0]);
    expectAllClose(
      values(tenure),
      [-2.99971139743046, 2.84343878047194, 0.94921161265351, -0.20995087375051],
      1e-6,
    );
  });

  test('names how many were last seen at a duration of 0, and learns nothing from them', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${(i * 7) % 11},${i % 6},${i % 6 > 0 && i % 4 === 0 ? 1 : 0}`,
    );
    const args = ['--outcome', 'left', '--duration', 'months', '--model', 'hazard'];
    const all = file('unwatched.csv', ['x,months,left', ...rows].join('\n'));
    const found = await evaluationReport('--csv', all, ...args);
    expect([found.n, found.unwatched]).toEqual([60, 10]);
    expect(await evaluated('--csv', all, ...args)).toContain('10 rows lasted 0 periods without the event');
    const watched = file('watched.csv', ['x,months,left', ...rows.filter((_, i) => i % 6 > 0)].join('\n'));
    expect((await evaluationReport('--csv', watched, ...args)).logLikelihood).toBeCloseTo(
      found.logLikelihood ?? Number.NaN,
      9,
    );
  });
});

describe('the word for the event', () => {
  test('is matched without regard to case, and so is the asking for it', async () => {
    expect((await report('mixed_yes.csv', '--positive', 'Yes')).events).toBe(275);
    expect((await report('mixed_yes.csv', '--positive', ' YES')).events).toBe(275);
  });

  test('has an opposite, and rows that say neither are set aside with their lines', async () => {
    const args = ['--outcome', 'churned', '--positive', 'Yes'];
    const found = await report('two_spellings.csv', ...args);
    expect([found.n, found.events, found.setAside.length]).toEqual([195, 40, 5]);
    expect(found.setAside[0]).toEqual({ line: 197, reason: 'churned is "unknown"' });
    expect(await evaluated('--csv', pathOf('two_spellings.csv'), ...args)).toContain(
      '5 lines are set aside (197, 198, 199, 200, 201): churned is "unknown".',
    );
  });

  test('without an opposite makes all other words its absence, and they are named', async () => {
    const states = ['Closed', 'open', 'on trial', 'Open', 'unknown', ''];
    const rows = Array.from({ length: 60 }, (_, i) => `${(i * 7) % 13},${states[i % 6]}`);
    const path = file('states.csv', ['x,state', ...rows].join('\n'));
    const args = ['--csv', path, '--outcome', 'state', '--positive', 'closed'];
    const found = await evaluationReport(...args);
    expect([found.n, found.events, found.setAside.length]).toEqual([40, 10, 20]);
    expect(found.absence).toEqual([
      { word: 'open', rows: 20 },
      { word: 'on trial', rows: 10 },
    ]);
    expect(await evaluated(...args)).toContain('"open" (20 rows), "on trial" (10 rows)');
  });
});

describe('a split', () => {
  test('names the rows that say neither train nor test', async () => {
    const found = await report('split_other.csv', '--split', 'part');
    expect(found.n).toBe(90);
    expect(found.setAside).toHaveLength(108);
    expect(found.setAside[0]?.reason).toBe('part is "valid", neither train nor test');
    const text = await evaluated(
      ...['--csv', pathOf('split_other.csv'), '--outcome', 'churn', '--split', 'part'],
    );
    expect(text).toContain('108 lines are set aside');
  });

  test('names levels and gaps that the rows learned from had not', async () => {
    const rows = Array.from({ length: 80 }, (_, i) => {
      const part = i < 60 ? 'train' : 'test';
      const plan = i < 60 ? ['a', 'b'][i % 2] : ['a', 'z', 'z', ''][i % 4];
      return `${plan},${i >= 60 && i % 5 === 0 ? '' : (i * 7) % 11},${part},${(i * 5) % 3 === 0 ? 1 : 0}`;
    });
    const path = file('unseen.csv', ['plan,x,part,left', ...rows].join('\n'));
    const args = ['--csv', path, '--outcome', 'left', '--split', 'part'];
    const found = await evaluationReport(...args);
    expect(found.unseen).toEqual([
      { column: 'plan', level: 'z', rows: 10 },
      { column: 'plan', level: '(missing)', rows: 5 },
      { column: 'x', level: '(missing)', rows: 4 },
    ]);
    expect(await evaluated(...args)).toContain('plan is "z" in 10 rows scored by a model that had seen none');
  });

  test('in folds adds up what each fold had not seen', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i < 2 ? 'rare' : 'usual'},${i % 7},${(i * 5) % 3 === 0 ? 1 : 0}`,
    );
    const path = file('rare.csv', ['plan,x,left', ...rows].join('\n'));
    const args = ['--csv', path, '--outcome', 'left'];
    expect((await evaluationReport(...args, '--folds', '2')).unseen).toEqual([]);
    const alone = file('alone.csv', ['plan,x,left', ...rows.with(1, 'usual,1,0')].join('\n'));
    const found = await evaluationReport('--csv', alone, '--outcome', 'left', '--folds', '2');
    expect(found.unseen).toEqual([{ column: 'plan', level: 'rare', rows: 1 }]);
  });
});

describe('numbers in a dress', () => {
  test.each([
    ['percent.csv', ['(intercept)', 'x', 'use'], 0.7616],
    ['percent_few.csv', ['(intercept)', 'x', 'use'], 0.761],
    ['thousands.csv', ['(intercept)', 'x', 'price'], 0.7681],
    ['excel_na.csv', ['(intercept)', 'x', 'use', 'use missing'], 0.757],
    ['frac.csv', ['(intercept)', 'x', 'months'], 0.7481],
  ])('of %s are numbers', async (name, names, auc) => {
    const found = await report(name, '--folds', '5');
    expect(found.coefficients?.map((coefficient) => coefficient.name)).toEqual(names);
    expect(found.auc).toBeCloseTo(auc, 3);
    expect(found.leftOut).toEqual([]);
    expect(found.unreadable).toEqual([]);
  });

  test('with decimal commas are those with points', async () => {
    const comma = await report('decimal_comma.csv', '--delimiter', ';', '--folds', '5');
    const point = await report('mixed_yes.csv', '--positive', 'yes', '--folds', '5');
    expect([comma.auc, comma.coefficients]).toEqual([point.auc, point.coefficients]);
    await expect(report('semicolons.csv', '--outcome', 'churned', '--delimiter', ';')).rejects.toThrow(
      '"revenue", alone or together',
    );
    const held = await report('semicolons.csv', '--outcome', 'churned', '--delimiter', ';', '--ridge', '1');
    expect([held.auc, held.leftOut]).toEqual([1, []]);
  });

  const dresses: readonly (readonly [string, (value: number) => string, number])[] = [
    ['with thousands', (value) => value.toLocaleString('en-US', { minimumFractionDigits: 2 }), 1],
    ['with decimal commas', (value) => value.toLocaleString('de-DE', { minimumFractionDigits: 2 }), 1],
    ['of dollars', (value) => `$${value.toLocaleString('en-US', { minimumFractionDigits: 2 })}`, 1],
    ['of euros', (value) => `${value.toLocaleString('de-DE', { minimumFractionDigits: 2 })}\u00A0€`, 1],
    ['as percents', (value) => `${value.toFixed(2)} %`, 0.01],
    ['between spaces that nobody sees', (value) => `\u00A0${value.toFixed(2)}\u2009`, 1],
  ];
  test.each(dresses)('%s say the same as plain ones', async (_name, dress, unit) => {
    const random = createRandom(3);
    const rows = Array.from({ length: 120 }, () => {
      const value = Math.round(250_000 * random.next()) / 100;
      return { value, left: random.next() < (value > 1250 ? 0.7 : 0.3) ? 1 : 0 };
    });
    const table = (cell: (value: number) => string, name: string) =>
      file(name, ['price;left', ...rows.map(({ value, left }) => `${cell(value)};${left}`)].join('\n'));
    const args = ['--outcome', 'left', '--delimiter', ';'];
    const plain = await evaluationReport(
      '--csv',
      table((value) => value.toFixed(2), 'plain.csv'),
      ...args,
    );
    const dressed = await evaluationReport('--csv', table(dress, 'dressed.csv'), ...args);
    expect(dressed.logLikelihood).toBeCloseTo(plain.logLikelihood ?? Number.NaN, 9);
    expect((values(dressed)[1] ?? 0) * unit).toBeCloseTo(values(plain)[1] ?? Number.NaN, 9);
  });

  test('that may be thousands or decimals are left out with the reason, and read as it is said', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${1 + (i % 9)},${((i * 37) % 900) + 100};${(i * 5) % 3 === 0 ? 1 : 0}`,
    );
    const path = file('doubt.csv', ['price;left', ...rows].join('\n'));
    const args = ['--csv', path, '--outcome', 'left', '--delimiter', ';'];
    const found = await evaluationReport(...args);
    expect(found.leftOut).toEqual([
      {
        column: 'price',
        reason: '"1,100" has decimals or thousands, and nothing tells which. Say it with --decimal',
      },
    ]);
    const [asDecimals, asThousands] = [
      await evaluationReport(...args, '--decimal', ','),
      await evaluationReport(...args, '--decimal', '.'),
    ];
    expect(values(asDecimals)[1]).toBeCloseTo(1000 * (values(asThousands)[1] ?? 0), 9);
  });

  test('are durations as well', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `"1,0${10 + ((i * 7) % 40)}.0",${(i * 5) % 11},${i % 3 === 0 ? 1 : 0}`,
    );
    const args = ['--outcome', 'left', '--duration', 'days', '--model', 'cox'];
    const dressed = file('days.csv', ['days,x,left', ...rows].join('\n'));
    const plain = file(
      'plain-days.csv',
      ['days,x,left', ...rows.map((row) => row.replace('1,0', '10'))].join('\n'),
    );
    expect(values(await evaluationReport('--csv', dressed, ...args))).toEqual(
      values(await evaluationReport('--csv', plain, ...args)),
    );
  });
});

describe('letters', () => {
  test('of Latin-1 are those of UTF-8, and it is said', async () => {
    const latin = await report('latin1_merge.csv', '--folds', '5');
    const utf = await report('utf8_same.csv', '--folds', '5');
    expect([latin.auc, latin.coefficients]).toEqual([utf.auc, utf.coefficients]);
    expect(latin.auc).toBeCloseTo(0.7267669, 6);
    expect((await report('latin1_merge.csv')).auc).toBeCloseTo(0.7440727, 6);
    expect([latin.encoding, utf.encoding]).toEqual(['windows-1252', null]);
    const text = await evaluated('--csv', pathOf('latin1_merge.csv'), '--outcome', 'churn');
    expect(text).toContain('name=Müller');
    expect(text).toContain('read as Windows-1252');
  });

  const utf = readFileSync(pathOf('utf8_same.csv'), 'utf8');
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
  test.each([
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${utf}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(utf, 'utf16le')],
    ['UTF-16 of the other order', swapped(`\uFEFF${utf}`)],
    ['UTF-16 of the other order without a mark', swapped(utf)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${utf}`)],
    ['old Macs, whose lines end with a return', Buffer.from(utf.replaceAll('\n', '\r'))],
  ])('of %s are read', async (name, bytes) => {
    const found = await evaluationReport('--csv', file(`${name}.csv`, bytes), '--outcome', 'churn');
    expect(found).toEqual(await report('utf8_same.csv'));
  });
});

describe('columns', () => {
  test('with commas in their names can be named', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${i % 7},${(i * 3) % 11},${(i * 5) % 13},${(i * 7) % 3 === 0 ? 1 : 0}`,
    );
    const path = file('names.csv', ['"revenue, EUR",seats,"a,b",left', ...rows].join('\n'));
    const named = async (...args: string[]) =>
      (await evaluationReport('--csv', path, '--outcome', 'left', ...args)).coefficients?.map(
        ({ name }) => name,
      );
    expect(await named('--features', 'revenue, EUR,a,b')).toEqual(['(intercept)', 'revenue, EUR', 'a,b']);
    expect(await named('--features', '"a,b","revenue, EUR"')).toEqual(['(intercept)', 'a,b', 'revenue, EUR']);
    expect(await named('--exclude', 'revenue, EUR, seats')).toEqual(['(intercept)', 'a,b']);
  });

  test('in a list are found again however their names hold commas', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 })
      .map((pieces) => pieces.join(','));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), (names) => {
        const list = names.map((one) => `"${one}"`).join(',');
        expect(namesIn(list, names).join(',')).toBe(names.join(','));
        for (const one of names) expect(namesIn(one, names)).toEqual([one]);
      }),
    );
  });

  test.each([
    [';', "--delimiter ';'"],
    ['\t', "--delimiter 'tab'"],
    ['|', "--delimiter '|'"],
  ])('cut by %j are found by the delimiter that is proposed', async (separator, proposal) => {
    const table = readFileSync(pathOf('frac.csv'), 'utf8').replaceAll(',', separator);
    const path = file('cut.csv', table);
    await expect(evaluationReport('--csv', path, '--outcome', 'churn')).rejects.toThrow(proposal);
    const option = /'(.+)'/.exec(proposal)?.[1] ?? '';
    const found = await evaluationReport('--csv', path, '--outcome', 'churn', '--delimiter', option);
    expect(found.auc).toBe((await report('frac.csv')).auc);
  });

  test('of a table with commas are found again where another delimiter was said', async () => {
    await expect(report('frac.csv', '--delimiter', ';')).rejects.toThrow("--delimiter ','");
  });
});

describe('--start', () => {
  const lines = () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const stop = 3 + ((i * 7) % 13);
      const change = 2 + ((i * 5) % (stop - 2));
      const x = ((i * 29) % 17) / 4;
      return [
        `${i % 4 === 0 ? 1 : 0},${change},0,${x},0`,
        `${change},${stop},${(i * 11) % 3 === 0 ? 0 : 1},${x},${1 + (i % 3)}`,
      ];
    });
    return ['from,to,left,x,z', ...rows.flat()];
  };
  const args = ['--outcome', 'left', '--duration', 'to', '--start', 'from'];

  test("gives R's Cox regression of intervals", async () => {
    const found = await evaluationReport(
      '--csv',
      file('a.csv', lines().join('\n')),
      ...args,
      '--model',
      'cox',
    );
    expect(found.n).toBe(120);
    expectAllClose(values(found), [0.11259790028983, 1.00328111380211], 1e-6);
    expect(found.logLikelihood).toBeCloseTo(-109.09696970351, 8);
    expect(found.concordance).toBeCloseTo(0.79810181190682, 10);
  });

  test('sets rows aside that do not start before they end', async () => {
    const path = file('b.csv', [...lines(), '5,5,1,1,1', '7,5,1,1,1', ',5,1,1,1'].join('\n'));
    const found = await evaluationReport('--csv', path, ...args, '--model', 'cox');
    expect([found.n, ...found.setAside.map(({ line, reason }) => `${line}: ${reason}`)]).toEqual([
      120,
      '122: its from of 5 is not before its to of 5',
      '123: its from of 7 is not before its to of 5',
      '124: it has no from',
    ]);
  });

  test('is refused where a model knows no time, where there is no end, and as a feature', async () => {
    const path = file('c.csv', lines().join('\n'));
    await expect(evaluationReport('--csv', path, ...args)).rejects.toThrow('--start is for hazard and cox');
    const cox = ['--csv', path, '--outcome', 'left', '--start', 'from', '--model', 'cox'];
    await expect(evaluationReport(...cox)).rejects.toThrow('needs --duration');
    await expect(
      evaluationReport('--csv', path, ...args, '--model', 'cox', '--features', 'x,from'),
    ).rejects.toThrow('from is the start');
  });
});
