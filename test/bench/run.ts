// npm run bench [-- --json FILE] [-- --only sync,load,schedules,operations,lag,texts,scores,scoring,rules,sequences,milestones,best,risk,ranks,screens,templates,sending,incoming,rewards,reports,calls,desktop]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench-row';

type Bench = (log: (text: string) => void) => Promise<BenchRow[]>;

const benches: Record<string, () => Promise<Bench>> = {
  sync: async () => (await import('./initial-sync')).benchInitialSync,
  load: async () => (await import('./load-events')).benchLoadEvents,
  schedules: async () => (await import('./schedules')).benchSchedules,
  operations: async () => (await import('./operations')).benchOperations,
  lag: async () => (await import('./push-lag')).benchPushLag,
  texts: async () => (await import('./texts')).benchTexts,
  scores: async () => (await import('./scores')).benchScores,
  scoring: async () => (await import('./scoring')).benchScoring,
  rules: async () => (await import('./rules')).benchRules,
  milestones: async () => (await import('./milestones')).benchMilestones,
  best: async () => (await import('./best-bench')).benchBest,
  risk: async () => (await import('./risk-bench')).benchRisk,
  ranks: async () => (await import('./ranks-bench')).benchRanks,
  screens: async () => (await import('./screens')).benchScreens,
  templates: async () => (await import('./templates')).benchTemplates,
  sending: async () => (await import('./sending')).benchSending,
  incoming: async () => (await import('./incoming')).benchIncoming,
  sequences: async () => (await import('./sequences')).benchSequences,
  rewards: async () => (await import('./rewards')).benchRewards,
  calls: async () => (await import('./calls')).benchCalls,
  reports: async () => (await import('./reports')).benchReports,
  desktop: async () => (await import('./desktop')).benchDesktop,
};

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const wanted = values.only?.split(',') ?? Object.keys(benches);

const rows: BenchRow[] = [];
for (const name of wanted) {
  const load = benches[name];
  if (load === undefined)
    throw new Error(`there is no bench "${name}"; choose from ${Object.keys(benches).join(', ')}`);
  const bench = await load();
  for (const row of await bench((text) => process.stderr.write(`bench: ${text}\n`))) {
    rows.push(row);
    process.stderr.write(`${describe(row)}\n`);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
else process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);

function describe({ name, value, unit, peer, peerValue, ratio, goal }: BenchRow): string {
  const against = peer === null ? '' : `; ${peer}: ${peerValue} ${unit}, ratio ${ratio}`;
  return `${name}: ${value} ${unit}${against}${goal === null ? '' : ` (goal ${goal})`}`;
}
