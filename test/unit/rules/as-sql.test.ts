import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileConditions } from '../../../src-main/engines/rules/compile-conditions';
import { no, unknown, yes } from '../../../src-main/engines/rules/verdict';
import { type Condition, type ConditionGroup, isGroup } from '../../../src-preload/contract/rules/condition';
import { catalogueOf, checkedOf, fact, givenColumns, levelWords } from '../../support/rules/fact-builder';

const today = 20_000;
const facts = catalogueOf(
  fact('a', 'number'),
  fact('b', 'number'),
  fact('share', 'share', { digits: 1 }),
  fact('due', 'day'),
  fact('level', 'choice', { words: levelWords, isOrdered: true }),
  fact('country', 'text'),
  fact('failed', 'yes-no'),
);

const figure = fc.integer({ min: -3, max: 3 });
const small = fc.integer({ min: 0, max: 4 });
const level = fc.constantFrom(...levelWords.map(({ value }) => value));
const country = fc.constantFrom('Germany', 'france', 'Côte d’Ivoire', '', ' ');
const cells = {
  a: fc.option(figure),
  b: fc.option(figure),
  share: fc.option(fc.constantFrom(0, 0.1, 0.25, 1)),
  due: fc.option(fc.integer({ min: today - 4, max: today + 4 })),
  level: fc.option(level),
  country: fc.option(country),
  failed: fc.option(fc.constantFrom(0, 1)),
};
type Row = { [K in keyof typeof cells]: number | string | null };
const row = fc.record<Row>(cells);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom(
      'below' as const,
      'atMost' as const,
      'equals' as const,
      'differs' as const,
      'atLeast' as const,
      'above' as const,
      'fellBelow' as const,
      'roseAbove' as const,
    ),
    value: figure,
  }),
  fc
    .tuple(
      fc.constantFrom('a', 'b'),
      fc.constantFrom('between' as const, 'notBetween' as const),
      figure,
      figure,
    )
    .map(([field, operator, x, y]) => ({ field, operator, value: [Math.min(x, y), Math.max(x, y)] })),
  fc.record({
    field: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('fellBy' as const, 'roseBy' as const),
    value: fc.record({
      by: fc.integer({ min: 1, max: 100 }),
      unit: fc.constantFrom('absolute' as const, 'percent' as const),
      days: fc.constant(1),
    }),
  }),
  fc.record({
    field: fc.constant('due'),
    operator: fc.constantFrom(
      'withinNext' as const,
      'withinLast' as const,
      'longerAgo' as const,
      'daysBefore' as const,
      'daysAfter' as const,
    ),
    value: small,
  }),
  fc.record({
    field: fc.constant('level'),
    operator: fc.constantFrom(
      'equals' as const,
      'differs' as const,
      'atLeast' as const,
      'atMost' as const,
      'roseTo' as const,
      'fellTo' as const,
    ),
    value: level,
  }),
  fc.record({
    field: fc.constant('country'),
    operator: fc.constantFrom(
      'equals' as const,
      'differs' as const,
      'contains' as const,
      'lacks' as const,
      'beginsWith' as const,
      'endsWith' as const,
    ),
    value: fc.constantFrom('GERMANY', 'an', 'f', 'CÔTE', 'Ivoire'),
  }),
  fc.record({
    field: fc.constant('country'),
    operator: fc.constantFrom('oneOf' as const, 'noneOf' as const),
    value: fc.constantFrom<string[]>(['FRANCE'], ['germany', 'France'], ['Spain']),
  }),
  fc.record({
    field: fc.constant('failed'),
    operator: fc.constantFrom('isYes' as const, 'isNo' as const, 'becameYes' as const, 'becameNo' as const),
  }),
  fc.record({
    field: fc.constantFrom(...Object.keys(cells)),
    operator: fc.constantFrom('isMissing' as const, 'isPresent' as const),
  }),
);

const { tree } = fc.letrec<{ tree: ConditionGroup }>((tie) => ({
  tree: fc.record({
    combinator: fc.constantFrom('and' as const, 'or' as const),
    not: fc.boolean(),
    rules: fc.array(fc.oneof({ depthSize: 'small' }, condition, tie('tree')), { minLength: 1, maxLength: 4 }),
  }),
}));

test('whatever the conditions and whatever is not known, they hold where the same question in SQL is true, and are unknown where it is null', () => {
  const db = new Database(':memory:');
  const names = Object.keys(cells);
  db.exec(
    `create table now (id integer, ${names.join(', ')}); create table then_ (id integer, ${names.join(', ')})`,
  );
  db.function('folded', { deterministic: true }, (text) => (text === null ? null : foldForSql(String(text))));
  fc.assert(
    fc.property(tree, fc.array(fc.tuple(row, row), { minLength: 1, maxLength: 12 }), (rules, pairs) => {
      db.exec('delete from now; delete from then_');
      pairs.forEach(([then, now], id) => {
        insert(db, 'then_', id, then);
        insert(db, 'now', id, now);
      });
      const expected = db
        .prepare(`select ${groupSql(rules)} from now n join then_ t using (id) order by id`)
        .pluck()
        .all()
        .map((holds) => (holds === null ? unknown : holds === 1 ? yes : no));
      const judge = compileConditions(checkedOf(rules, facts));
      const columns = givenColumns(pairs.length, {
        [today - 1]: columnsOf(pairs.map(([then]) => then)),
        [today]: columnsOf(pairs.map(([, now]) => now)),
      });
      expect([...judge({ columns, day: today, lastDay: today - 1 })]).toEqual(expected);
    }),
    { numRuns: Number(process.env['STEWARD_RULES'] ?? 400) },
  );
});

function columnsOf(rows: readonly Row[]): Record<string, (number | string | null)[]> {
  return Object.fromEntries(
    Object.keys(cells).map((name) => [name, rows.map((one) => one[name as keyof Row])]),
  );
}

function insert(db: Database.Database, table: string, id: number, one: Row): void {
  const names = Object.keys(cells);
  const values = names.map((name) => {
    const value = one[name as keyof Row];
    return typeof value === 'string' && value.trim() === '' ? null : value;
  });
  db.prepare(`insert into ${table} values (?, ${names.map(() => '?').join(', ')})`).run(id, ...values);
}

function groupSql({ combinator, not, rules }: ConditionGroup): string {
  const joined = rules
    .map((part) => (isGroup(part) ? groupSql(part) : conditionSql(part)))
    .join(` ${combinator} `);
  return `(${not === true ? 'not ' : ''}(${joined}))`;
}

function rank(column: string): string {
  return `case ${column} ${levelWords.map(({ value }, at) => `when '${value}' then ${at}`).join(' ')} end`;
}

/** Written apart from the evaluator, as an analyst would ask the database. */
function conditionSql({ field, operator, value }: Condition): string {
  const now = field === 'level' ? rank('n.level') : `n.${field}`;
  const then = field === 'level' ? rank('t.level') : `t.${field}`;
  const wanted = field === 'level' ? levelWords.findIndex((word) => word.value === value) : value;
  const text = `folded(n.${field})`;
  const sought = typeof value === 'string' ? `'${foldForSql(value)}'` : '';
  switch (operator) {
    case 'below':
      return `(${now} < ${wanted})`;
    case 'atMost':
      return `(${now} <= ${wanted})`;
    case 'atLeast':
      return `(${now} >= ${wanted})`;
    case 'above':
      return `(${now} > ${wanted})`;
    case 'equals':
      return field === 'country' ? `(${text} = ${sought})` : `(${now} = ${wanted})`;
    case 'differs':
      return field === 'country' ? `(${text} <> ${sought})` : `(${now} <> ${wanted})`;
    case 'between':
    case 'notBetween': {
      const [least, most] = value as number[];
      return `(${now} ${operator === 'between' ? '' : 'not '}between ${least} and ${most})`;
    }
    case 'fellBelow':
      return `(${now} < ${wanted} and ${then} >= ${wanted})`;
    case 'roseAbove':
      return `(${now} > ${wanted} and ${then} <= ${wanted})`;
    case 'roseTo':
      return `(${now} >= ${wanted} and ${then} < ${wanted})`;
    case 'fellTo':
      return `(${now} <= ${wanted} and ${then} > ${wanted})`;
    case 'fellBy':
    case 'roseBy': {
      const { by, unit } = value as { by: number; unit: string };
      const moved = operator === 'fellBy' ? `(${then} - ${now})` : `(${now} - ${then})`;
      return unit === 'absolute'
        ? `(${moved} >= ${by})`
        : `(case when ${moved} = 0 then 0 else 100.0 * ${moved} / abs(nullif(${then}, 0)) >= ${by} end)`;
    }
    case 'withinNext':
      return `(${now} between ${today} and ${today} + ${value})`;
    case 'withinLast':
      return `(${now} between ${today} - ${value} and ${today})`;
    case 'longerAgo':
      return `(${now} < ${today} - ${value})`;
    case 'daysBefore':
      return `(${now} - ${value} = ${today})`;
    case 'daysAfter':
      return `(${now} + ${value} = ${today})`;
    case 'contains':
      return `(instr(${text}, ${sought}) > 0)`;
    case 'lacks':
      return `(instr(${text}, ${sought}) = 0)`;
    case 'beginsWith':
      return `(instr(${text}, ${sought}) = 1)`;
    case 'endsWith':
      return `(substr(${text}, -length(${sought})) = ${sought})`;
    case 'oneOf':
    case 'noneOf':
      return `(${text} ${operator === 'oneOf' ? '' : 'not '}in (${(value as string[]).map((one) => `'${foldForSql(one)}'`).join(', ')}))`;
    case 'isYes':
      return `(${now} = 1)`;
    case 'isNo':
      return `(${now} = 0)`;
    case 'becameYes':
      return `(${now} = 1 and ${then} = 0)`;
    case 'becameNo':
      return `(${now} = 0 and ${then} = 1)`;
    case 'isMissing':
      return `(n.${field} is null)`;
    case 'isPresent':
      return `(n.${field} is not null)`;
    default:
      throw new Error(operator);
  }
}

function foldForSql(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('en').trim();
}
