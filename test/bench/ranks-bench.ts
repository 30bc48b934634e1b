import type { HorizonJudgement } from '../../src-preload/contract/risk/model-card';
import { type BenchRow, comparison, figure } from './bench-row';
import { churnRanks } from './churn-ranks';
import { type HealthRanks, healthRanks } from './health-ranks';
import { type RankedCompany, rankedCompanies, withCopyOf } from './ranked-companies';

/**
 * How well scores and chances rank who leaves, and how many departures they foretell, on the companies that are there. The
 * tables of docs/method.md and docs/method-risk.md are its lines.
 */
export async function benchRanks(log: (text: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const wanted = process.env['STEWARD_BENCH_COMPANY'];
  for (const company of rankedCompanies()) {
    if (wanted !== undefined && !company.name.startsWith(wanted)) continue;
    rows.push(...(await rowsOf(company, log)));
  }
  return rows;
}

async function rowsOf(company: RankedCompany, log: (text: string) => void): Promise<BenchRow[]> {
  const { health, churn } = await withCopyOf(company, ({ read }) => ({
    health: healthRanks(read),
    churn: churnRanks(read),
  }));
  for (const ranks of health) log(`${company.name}: ${healthSaid(ranks)}`);
  return [
    ...health.map(({ days, health: own, activity }) =>
      comparison(
        `${company.name}: area of health, who leaves within ${days} days`,
        own.area,
        'AUC',
        { name: 'events of 28 days', value: activity.area },
        days === 30 ? '>= 1' : null,
      ),
    ),
    ...churn.flatMap((judgement) => churnRows(company.name, judgement)),
  ];
}

function churnRows(name: string, { horizon, area, parts }: HorizonJudgement): BenchRow[] {
  const ratios = parts.flatMap(({ part, ratio }) =>
    ratio === null || (part !== 'all' && part !== 'top_tenth')
      ? []
      : [
          figure(
            `${name}: expected over observed within ${horizon} days, ${part}`,
            ratio,
            'x',
            '0.8 to 1.25',
          ),
        ],
  );
  const ranked = area === null ? [] : [figure(`${name}: area within ${horizon} days`, area.area, 'AUC')];
  return [...ranked, ...ratios];
}

function healthSaid({ days, health, activity, measures }: HealthRanks): string {
  const interval = ({ area, low, high }: HealthRanks['health']) =>
    `${area.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  const alone = measures
    .toSorted((left, right) => right.area - left.area)
    .map(({ id, area }) => `${id} ${area.toFixed(3)}`);
  return `within ${days} days health ${interval(health)}, events ${interval(activity)}; alone: ${alone.join(', ')}`;
}
