import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectRows } from '../../src-main/engines/risk/churn/churn-rows';
import { churnModel, fitChurn } from '../../src-main/engines/risk/churn/fit-churn';
import { fitLogit } from '../../src-main/engines/risk/model/logit';
import { forecastAccount } from '../../src-main/jobs/risk-forecast';
import { riskSubjects } from '../../src-main/jobs/risk-subjects';
import { startJobs } from '../../src-main/jobs/start-jobs';
import { instantOfDay } from '../../src-main/lib/day';
import { sigmoid } from '../../src-main/lib/statistics/logistic';
import { createRandom } from '../../src-main/lib/statistics/random';
import { openStore } from '../../src-main/store/open';
import { countFeatureUse, readRiskCompany } from '../../src-main/store/reads/risk-features';
import { readOrganizationIds } from '../../src-main/store/reads/scoring-ids';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { addChurnModel } from '../../src-main/store/writes/risk-models';
import { type BenchRow, comparison, figure } from './bench-row';
import { fillStore } from './synthetic-store';
import { quantile, seconds, size } from './timing';

const firstDay = 20_500;
const days = 180;
const asOf = firstDay + days;

/** What assessing and learning cost: on a real store, and against scikit-learn where it is installed. */
export async function benchRisk(log: (text: string) => void): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-risk-'));
  try {
    log('fitting 100,000 account-months');
    const training = await trainingRows(folder);
    return [...training, ...(await assessmentRows(folder, log))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function trainingRows(folder: string): Promise<BenchRow[]> {
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
  const own = await seconds(() => fitLogit({ design: { rows, columns }, outcome }, { ridge: 1 }));
  const name = `ridge logit on ${rows.toLocaleString('en')} account-months with ${width} columns`;
  const data = Buffer.concat([
    ...columns.map(({ values }) => Buffer.from(values.buffer)),
    Buffer.from(outcome.buffer),
  ]);
  writeFileSync(join(folder, 'rows.bin'), data);
  const peer = scikitLearnSeconds(folder, rows, width);
  if (peer === null) return [figure(name, own.seconds, 's')];
  return [
    comparison(name, own.seconds, 's', { name: 'scikit-learn LogisticRegression', value: peer }, '<= 2'),
  ];
}

/** Null where scikit-learn isn't installed. */
function scikitLearnSeconds(folder: string, rows: number, width: number): number | null {
  const program = `
import time, numpy
from sklearn.linear_model import LogisticRegression
data = numpy.fromfile('rows.bin').reshape(${width + 1}, ${rows})
x, y = numpy.ascontiguousarray(data[:-1].T), data[-1]
began = time.perf_counter()
LogisticRegression(C=1.0, max_iter=200).fit(x, y)
print(time.perf_counter() - began)`;
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status, stdout } = spawnSync(python, ['-c', program], { cwd: folder, encoding: 'utf8' });
    if (status === 0) return Number(stdout);
  }
  return null;
}

async function assessmentRows(folder: string, log: (text: string) => void): Promise<BenchRow[]> {
  const organizations = size('RISK_ORGANIZATIONS', 2_000);
  const clock = { now: () => instantOfDay(asOf) };
  const store = openStore({ file: join(folder, 'risk.db'), key: new Uint8Array(32).fill(1), now: clock.now });
  try {
    log(`assessing ${organizations.toLocaleString('en')} accounts`);
    fillStore(store, { organizations, firstDay, days });
    addModel(store);
    const milliseconds: number[] = [];
    for (const id of readOrganizationIds(store.read, 0, 500)) {
      const one = await seconds(() => forecastAccount(store.read, id, asOf));
      if (one.result === null) throw new Error(`account ${id} was not foretold`);
      milliseconds.push(1000 * one.seconds);
    }
    const jobs = startJobs({ store, clock, onJob: () => undefined, onScored: () => undefined });
    await jobs.runUntilIdle();
    jobs.enqueue('assess_risk', { organizationIds: 'all' }, 10);
    const batch = await seconds(() => jobs.runUntilIdle());
    await jobs.stop();
    return [
      figure('one account: its chances, curve and reasons, p95', quantile(milliseconds, 0.95), 'ms', '< 3'),
      figure('batch assessment', organizations / batch.seconds, 'accounts/s', '> 500'),
    ];
  } finally {
    store.close();
  }
}

/** A model of the store's own columns. Who left is drawn at random: what it says is beside the point here. */
function addModel(store: Store): void {
  const company = readRiskCompany(store.read);
  const featureIds = countFeatureUse(store.read, 24);
  const collector = collectRows(featureIds, asOf - 1);
  const ids = readOrganizationIds(store.read, 0, 300);
  for (const subject of riskSubjects(store.read, company, ids, 0, asOf - 1)) collector.add(subject);
  const rows = collector.rows();
  const random = createRandom(2);
  const outcome = rows.outcome.map(() => (random.next() < 0.1 ? 1 : 0));
  const work = fitChurn({ ...rows, outcome }, featureIds, 1);
  for (let step = work.next(); ; step = work.next()) {
    if (!step.done) continue;
    const model = JSON.stringify(churnModel(step.value, 'blend', asOf - 1));
    writeTransaction(store, 'bench.model', (tx) =>
      addChurnModel(tx, { trainedAt: 0, throughDay: asOf - 1, serves: true, model, card: '{}' }),
    );
    return;
  }
}
