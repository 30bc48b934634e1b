import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bestProbabilities, fitBest } from '../../src-main/engines/risk/model/best-model';
import { type Folds, splitRows, stratifiedFolds } from '../../src-main/engines/risk/model/folds';
import { brierScore } from '../../src-main/engines/risk/model/probability-scores';
import { takeRows } from '../../src-main/engines/risk/model/table';
import { gather, scatter } from '../../src-main/lib/statistics/vectors';
import { hasReferenceData, noReferenceData } from '../support/reference-data';
import { readTelco, tableOf } from '../unit/risk/reference-data';
import { type BenchRow, comparison, figure } from './bench-row';
import { accountsByProducts, callersByRules, type LabelledTable } from './interaction-tables';
import { seconds, size } from './timing';

const foldCount = 5;
const peerName = 'scikit-learn HistGradientBoostingClassifier';

/** How well the best model foretells rows it hasn't seen, against scikit-learn's boosting in the same folds, and how long it takes. */
export async function benchBest(log: (text: string) => void): Promise<BenchRow[]> {
  const telco = hasReferenceData('telco') ? [telcoTable()] : [];
  if (telco.length === 0) log(`telco: ${noReferenceData}`);
  const rows: BenchRow[] = [];
  for (const labelled of [callersByRules(3_333, 1), accountsByProducts(20_000, 2), ...telco]) {
    log(`five folds of ${labelled.name}`);
    rows.push(await errorRow(labelled));
  }
  const many = size('TABLE_ROWS', 72_000);
  log(`five folds of ${many.toLocaleString('en')} rows`);
  const large = accountsByProducts(many, 3);
  const { seconds: taken } = await seconds(() => heldOut(large, foldsOf(large)));
  const name = `five folds of the best model on ${many.toLocaleString('en')} rows with ${large.table.columns.length} columns`;
  return [...rows, figure(name, taken, 's', '< 60')];
}

async function errorRow(labelled: LabelledTable): Promise<BenchRow> {
  const folds = foldsOf(labelled);
  const name = `Brier score of the best model in five folds of ${labelled.name}`;
  const own = brierScore(heldOut(labelled, folds), labelled.outcome);
  const theirs = brierByScikitLearn(labelled, folds);
  return theirs === null
    ? figure(name, own, '')
    : comparison(name, own, '', { name: peerName, value: theirs }, '<= 1');
}

function foldsOf({ outcome }: LabelledTable): Folds {
  return stratifiedFolds(outcome, foldCount, 11);
}

/** Each row's probability by a model fitted without its fold. */
function heldOut({ table, outcome }: LabelledTable, folds: Folds): Float64Array {
  const probabilities = new Float64Array(table.rows);
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const model = fitBest(takeRows(table, train), gather(outcome, train), 7);
    scatter(probabilities, held, bestProbabilities(model, takeRows(table, held)));
  }
  return probabilities;
}

/** In the same folds, as it is set by default, categories named as such. Null where scikit-learn isn't installed. */
function brierByScikitLearn({ table, outcome }: LabelledTable, folds: Folds): number | null {
  const columns = table.columns.map((column) =>
    column.kind === 'number'
      ? column.values
      : Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code)),
  );
  const categories = table.columns.flatMap(({ kind }, place) => (kind === 'category' ? [place] : []));
  const program = `
import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
data = numpy.fromfile('rows.bin').reshape(${columns.length + 2}, ${table.rows})
x, y, fold = numpy.ascontiguousarray(data[:-2].T), data[-2], data[-1]
p = numpy.zeros(len(y))
for k in range(${folds.count}):
    model = HistGradientBoostingClassifier(categorical_features=${JSON.stringify(categories)}, random_state=1)
    p[fold == k] = model.fit(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
print(((p - y) ** 2).mean())`;
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-best-'));
  try {
    const parts = [...columns, outcome, Float64Array.from(folds.of)];
    writeFileSync(
      join(folder, 'rows.bin'),
      Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
    );
    for (const python of ['/usr/bin/python3', 'python3']) {
      const { status, stdout } = spawnSync(python, ['-c', program], { cwd: folder, encoding: 'utf8' });
      if (status === 0) return Number(stdout);
    }
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function telcoTable(): LabelledTable {
  const { columns, outcome, features } = readTelco();
  return { name: 'telco', table: tableOf(columns, features), outcome };
}
