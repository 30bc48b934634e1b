import { type AsyncLogicEngine, LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { compileConditions } from '../../src-main/engines/rules/compile-conditions';
import type { FactColumns } from '../../src-main/engines/rules/fact-columns';
import { yes } from '../../src-main/engines/rules/verdict';
import { createRandom, type Random } from '../../src-main/lib/statistics/random';
import { type Condition, type ConditionGroup, isGroup } from '../../src-preload/contract/rules/condition';
import { catalogueOf, checkedOf, fact, levelWords } from '../support/rules/fact-builder';
import { type BenchRow, comparison, figure } from './bench-row';
import { contactRows } from './contact-rules';
import { openDuckDb } from './duckdb-features';
import { rulesOnCrm } from './rules-on-crm';
import { backtestRows } from './rules-run';
import { median, seconds, size } from './timing';

const subjects = size('RULE_SUBJECTS', 100_000);
const ruleCount = 50;
/** json-rules-engine takes minutes for all of them: it is timed on these and counted by the verdict. */
const fewSubjects = 1000;
const numbers = ['score', 'active', 'silent', 'tickets', 'seats', 'arr'] as const;
const facts = catalogueOf(
  ...numbers.map((name) => fact(name, 'number')),
  fact('level', 'choice', { words: levelWords, isOrdered: true }),
  fact('failed', 'yes-no'),
);
const today = 20_000;

/** 50 rules of four conditions each on 100,000 subjects whose facts are all known, beside engines that do such work. */
export async function benchRules(log: (text: string) => void): Promise<BenchRow[]> {
  const random = createRandom(5);
  const columns = columnsOf(random);
  const rules = Array.from({ length: ruleCount }, () => ruleOf(random));
  log(`${ruleCount} rules on ${subjects} subjects`);
  const judges = rules.map((rule) => compileConditions(checkedOf(rule, facts)));
  const ours: number[] = [];
  let counts: number[] = [];
  for (let run = 0; run < 7; run++) {
    const timed = await seconds(() =>
      judges.map((judge) => countYes(judge({ columns, day: today, lastDay: today - 1 }))),
    );
    ours.push(timed.seconds);
    counts = timed.result;
  }
  const perVerdict = (time: number, of = subjects) => (1e9 * time) / (of * ruleCount);
  const own = perVerdict(median(ours));
  log('json-logic-engine');
  const logic = await jsonLogic(rules, columns, counts);
  log('json-rules-engine');
  const engine = await jsonRules(rules, columns);
  log('DuckDB');
  const duck = await duckDb(rules, columns, counts);
  return [
    figure(`${ruleCount} rules judged for ${subjects} subjects`, median(ours), 's'),
    comparison(
      'a verdict',
      own,
      'ns',
      { name: 'json-rules-engine', value: perVerdict(engine, fewSubjects) },
      'ratio <= 0.01',
    ),
    comparison(
      'a verdict',
      own,
      'ns',
      { name: 'json-logic-engine, compiled', value: perVerdict(logic) },
      'ratio <= 0.33',
    ),
    comparison('a verdict', own, 'ns', { name: 'DuckDB, one thread', value: perVerdict(duck) }, 'ratio <= 1'),
    ...(await contactRows(log)),
    ...(await backtestRows(log)),
    ...(await rulesOnCrm(log)),
  ];
}

interface Held {
  readonly figures: Readonly<Record<string, Float64Array>>;
  readonly levels: Int32Array;
}

function columnsOf(random: Random): FactColumns & { readonly held: Held } {
  const figures: Record<string, Float64Array> = Object.fromEntries(
    numbers.map((name) => [
      name,
      Float64Array.from({ length: subjects }, () => Math.floor(100 * random.next())),
    ]),
  );
  figures['failed'] = Float64Array.from({ length: subjects }, () => (random.next() < 0.1 ? 1 : 0));
  const levels = Int32Array.from({ length: subjects }, () => Math.floor(4 * random.next()));
  const words = levelWords.map(({ value }) => value);
  return {
    rows: subjects,
    held: { figures, levels },
    figures: (use) => figures[use.fact.name] as Float64Array,
    words: () => ({ codes: levels, words }),
    comparable: () => new Float64Array(subjects),
  };
}

function ruleOf(random: Random): ConditionGroup {
  const number = (): Condition => ({
    field: numbers[Math.floor(numbers.length * random.next())] as string,
    operator: (['below', 'atLeast', 'atMost', 'above'] as const)[Math.floor(4 * random.next())] ?? 'below',
    value: Math.floor(100 * random.next()),
  });
  return {
    combinator: 'and',
    rules: [
      number(),
      { combinator: 'or', rules: [number(), { field: 'failed', operator: 'isYes' }] },
      { field: 'level', operator: 'oneOf', value: ['high', 'critical'] },
    ],
  };
}

function countYes(verdicts: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < verdicts.length; row++) if (verdicts[row] === yes) count += 1;
  return count;
}

type Subject = Record<string, number | string>;

function subjectsOf({ held: { figures, levels } }: { readonly held: Held }, count: number): Subject[] {
  return Array.from({ length: count }, (_, row) => ({
    ...Object.fromEntries(Object.entries(figures).map(([name, column]) => [name, column[row] as number])),
    level: levelWords[levels[row] as number]?.value ?? '',
  }));
}

async function jsonLogic(
  rules: readonly ConditionGroup[],
  columns: { readonly held: Held },
  expected: readonly number[],
): Promise<number> {
  const logic = new LogicEngine();
  const judges = rules.map((rule) => logic.build(logicOf(rule)) as (subject: Subject) => boolean);
  const all = subjectsOf(columns, subjects);
  const timed = await seconds(() =>
    judges.map((judge) => {
      let count = 0;
      for (const subject of all) if (judge(subject)) count += 1;
      return count;
    }),
  );
  requireSame('json-logic-engine', timed.result, expected);
  return timed.seconds;
}

function logicOf(part: Condition | ConditionGroup): Parameters<AsyncLogicEngine['build']>[0] {
  if (isGroup(part)) return { [part.combinator]: part.rules.map(logicOf) };
  const value = { var: part.field };
  switch (part.operator) {
    case 'below':
      return { '<': [value, part.value] };
    case 'atMost':
      return { '<=': [value, part.value] };
    case 'atLeast':
      return { '>=': [value, part.value] };
    case 'above':
      return { '>': [value, part.value] };
    case 'isYes':
      return { '===': [value, 1] };
    default:
      return { in: [value, part.value] };
  }
}

async function jsonRules(
  rules: readonly ConditionGroup[],
  columns: { readonly held: Held },
): Promise<number> {
  const engine = new Engine(
    rules.map((rule, at) => ({
      conditions: engineOf(rule) as { all: [] },
      event: { type: String(at) },
    })),
  );
  const few = subjectsOf(columns, fewSubjects);
  const timed = await seconds(async () => {
    for (const subject of few) await engine.run(subject);
  });
  return timed.seconds;
}

function engineOf(part: Condition | ConditionGroup): object {
  if (isGroup(part)) return { [part.combinator === 'and' ? 'all' : 'any']: part.rules.map(engineOf) };
  const operators: Record<string, string> = {
    below: 'lessThan',
    atMost: 'lessThanInclusive',
    atLeast: 'greaterThanInclusive',
    above: 'greaterThan',
    isYes: 'equal',
    oneOf: 'in',
  };
  return {
    fact: part.field,
    operator: operators[part.operator],
    value: part.operator === 'isYes' ? 1 : part.value,
  };
}

async function duckDb(
  rules: readonly ConditionGroup[],
  columns: { readonly held: Held },
  expected: readonly number[],
): Promise<number> {
  const db = await openDuckDb(':memory:');
  try {
    await db.run('SET threads = 1');
    const rows = subjectsOf(columns, subjects);
    await db.run(
      `CREATE TABLE subjects (${numbers.map((name) => `${name} DOUBLE`).join(', ')}, failed DOUBLE, level VARCHAR)`,
    );
    for (let from = 0; from < rows.length; from += 5000) {
      const values = rows
        .slice(from, from + 5000)
        .map((row) => `(${[...numbers, 'failed'].map((name) => row[name]).join(', ')}, '${row['level']}')`);
      await db.run(`INSERT INTO subjects VALUES ${values.join(', ')}`);
    }
    const select = `SELECT ${rules.map((rule, at) => `count(*) FILTER (${sqlOf(rule)})::DOUBLE AS r${at}`).join(', ')} FROM subjects`;
    const times: number[] = [];
    for (let run = 0; run < 7; run++) {
      const timed = await seconds(() => db.rows(select));
      times.push(timed.seconds);
      requireSame(
        'DuckDB',
        rules.map((_, at) => Number(timed.result[0]?.[`r${at}`])),
        expected,
      );
    }
    return median(times);
  } finally {
    db.close();
  }
}

function sqlOf(part: Condition | ConditionGroup): string {
  if (isGroup(part)) return `(${part.rules.map(sqlOf).join(` ${part.combinator} `)})`;
  const signs: Record<string, string> = { below: '<', atMost: '<=', atLeast: '>=', above: '>' };
  if (part.operator === 'isYes') return 'failed = 1';
  if (part.operator === 'oneOf') return `level IN ('high', 'critical')`;
  return `${part.field} ${signs[part.operator]} ${Number(part.value)}`;
}

function requireSame(peer: string, counts: readonly number[], expected: readonly number[]): void {
  if (counts.some((count, at) => count !== expected[at])) throw new Error(`${peer} judges otherwise`);
}
