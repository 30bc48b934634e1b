import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitLogit } from '../../src-main/engines/risk/model/logit';
import { sigmoid } from '../../src-main/lib/statistics/logistic';
import { createRandom } from '../../src-main/lib/statistics/random';
import { type BenchRow, comparison, figure } from './bench-row';
import type { AssessmentFigures, FilledRisk, TrainingFigures } from './risk-run';
import { runStep } from './run-step';
import { seconds, size } from './timing';

/** What assessing and learning cost: on a real store through the real jobs, and against scikit-learn where it is installed. */
export async function benchRisk(log: (text: string) => void): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-risk-'));
  try {
    log('fitting 100,000 account-months');
    const fitting = await fittingRows(folder);
    return [...fitting, ...(await storeRows(join(folder, 'risk.db'), log))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fittingRows(folder: string): Promise<BenchRow[]> {
  const rows = size('ACCOUNT_MONTHS', 100_000);
  const width = 30;
  const random = createRandom(1);
  const columns = Array.from({ length: width }, (_, j) => ({
    name: `x${j}`,
    values: Float64Array.from({ length: rows }, () => random.next() + random.next() + random.next() - 1.5),
  }));
  const outcome = Float64Array.from({ length: rows }, (_, row) => {
    const logOdds = columns.reduce(
      (sum, { values }, j) => sum + ((j % 5) - 2) * 0.2 * (values[row] as number),
      -3,
    );
    return random.next() < sigmoid(logOdds) ? 1 : 0;
  });
  const data = { design: { rows, columns }, outcome };
  // Both get to know their code before they are timed.
  fitLogit(data, { ridge: 1 });
  const own = await seconds(() => fitLogit(data, { ridge: 1 }));
  const name = `ridge logit on ${rows.toLocaleString('en')} account-months with ${width} columns`;
  writeFileSync(
    join(folder, 'rows.bin'),
    Buffer.concat([...columns.map(({ values }) => Buffer.from(values.buffer)), Buffer.from(outcome.buffer)]),
  );
  const peer = fitByScikitLearn(folder, rows, width);
  if (peer === null) return [figure(name, own.seconds, 's')];
  requireSame([own.result.intercept, ...own.result.coefficients], peer.coefficients);
  return [
    comparison(
      name,
      own.seconds,
      's',
      { name: 'scikit-learn LogisticRegression', value: peer.seconds },
      '<= 5',
    ),
  ];
}

interface PeerFit {
  readonly seconds: number;
  /** Fitted once more as exactly as it can, the intercept first. */
  readonly coefficients: readonly number[];
}

/** Null where scikit-learn isn't installed. */
function fitByScikitLearn(folder: string, rows: number, width: number): PeerFit | null {
  const program = `
import json, time, numpy
from sklearn.linear_model import LogisticRegression
data = numpy.fromfile('rows.bin').reshape(${width + 1}, ${rows})
x, y = numpy.ascontiguousarray(data[:-1].T), data[-1]
LogisticRegression(C=1.0, max_iter=200).fit(x, y)
began = time.perf_counter()
LogisticRegression(C=1.0, max_iter=200).fit(x, y)
seconds = time.perf_counter() - began
exact = LogisticRegression(C=1.0, max_iter=200, solver='newton-cholesky', tol=1e-10).fit(x, y)
print(json.dumps({'seconds': seconds, 'coefficients': [*exact.intercept_, *exact.coef_[0]]}))`;
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status, stdout } = spawnSync(python, ['-c', program], { cwd: folder, encoding: 'utf8' });
    if (status === 0) return JSON.parse(stdout) as PeerFit;
  }
  return null;
}

/** A comparison of times is worth nothing unless both came to the same. */
function requireSame(ours: readonly number[], theirs: readonly number[]): void {
  for (const [place, own] of ours.entries()) {
    const other = theirs[place] ?? Number.NaN;
    if (!(Math.abs(own - other) < 1e-6)) {
      throw new Error(`coefficient ${place} is ${own} here and ${other} by scikit-learn`);
    }
  }
}

async function storeRows(file: string, log: (text: string) => void): Promise<BenchRow[]> {
  const organizations = size('RISK_ORGANIZATIONS', 10_000);
  log(`making ${organizations.toLocaleString('en')} accounts`);
  const { users } = (await runStep('risk-run.ts', ['fill', file, organizations])) as FilledRisk;
  log('learning from their past');
  const training = (await runStep('risk-run.ts', ['train', file])) as TrainingFigures;
  log(training.message);
  const assessment = (await runStep('risk-run.ts', ['assess', file])) as AssessmentFigures;
  const all = `${organizations.toLocaleString('en')} accounts with ${users.toLocaleString('en')} users`;
  const { accounts, batchSeconds, accountMillisecondsP95, peakMegabytes } = assessment;
  return [
    figure(`learning from the past of ${all}`, training.seconds, 's'),
    figure("the host's event-loop delay while learning, p99", training.delayP99, 'ms', '< 50'),
    figure(
      'the longest stretch of its own work meanwhile, processor time',
      training.longestStretch,
      'ms',
      '< 50',
    ),
    figure('memory of the host while learning', training.peakMegabytes, 'MB', '< 1024'),
    figure('one account: its chances, curve and reasons, p95', accountMillisecondsP95, 'ms', '< 3'),
    figure(`assessment of ${all}`, accounts / batchSeconds, 'accounts/s', '> 500'),
    figure('memory of the host that assessed them', peakMegabytes, 'MB'),
  ];
}
