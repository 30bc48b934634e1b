import type { Command } from 'commander';
import { configName } from '../../../src-preload/contract/config-names';
import { amountWords, leftOutWords } from '../../../src-preload/contract/money';
import type { RiskPoint } from '../../../src-preload/contract/risk/risk-screen';
import {
  counted,
  decimals,
  spellAmount,
  spellChance,
  wholeNumber,
} from '../../../src-preload/contract/words';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { companyDay } from '../../store/copy/company-calendar';
import { readRiskPoints, readRiskTotals } from '../../store/risk/screen';
import type { Store } from '../../store/types';
import { noForecast } from '../../work/forecasting/no-forecast';
import { riskCard } from '../../work/forecasting/risk-card';
import { trainRiskJob } from '../../work/forecasting/risk-training';
import { runJob } from './run-job';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

/** `steward risk`: who may leave, the model behind it, and its training. */
export function addRiskCommand(program: Command): void {
  const risk = program.command('risk').description('Who may leave, and the model that says so.');
  withStoreOptions(risk.command('list', { isDefault: true }))
    .description('List accounts by what their leaving within 90 days may cost.')
    .action((flags: StoreFlags) => useStore(flags, (store) => listRisk(store, flags)));
  withStoreOptions(risk.command('train'))
    .description("Train the churn model on the company's own past, and foretell all accounts with it.")
    .action((flags: StoreFlags) => useStore(flags, (store) => trainModel(store, flags)));
  withStoreOptions(risk.command('card'))
    .description('Show what the model is and how good it was on months it had not seen.')
    .action((flags: StoreFlags) => useStore(flags, (store) => showCard(store, flags)));
}

function listRisk(store: Store, { json }: StoreFlags): void {
  const today = companyDay(store.read, systemClock.now());
  const totals = readRiskTotals(store.read, {}, today);
  const points = readRiskPoints(store.read, {}, today);
  const none = noForecast(store.read);
  if (json) {
    console.log(JSON.stringify({ ...totals, points, noForecast: none }));
    return;
  }
  if (none !== null) console.log(none.text);
  for (const point of points) console.log(lineOf(point));
  const loss =
    totals.expectedLoss90 === null ? '' : `, expected loss in 90 days ${wholeNumber(totals.expectedLoss90)}`;
  console.log(
    `${totals.atRiskAccounts} of ${totals.total} accounts at risk with an ARR of ${spellAmount(totals.atRiskArr)}${loss}.`,
  );
  const leftOut = leftOutWords(totals.otherArr ?? []);
  if (leftOut !== null) console.log(`ARR of ${leftOut}.`);
}

async function trainModel(store: Store, { json }: StoreFlags): Promise<void> {
  const job = await runJob(store, (jobs, priority) => jobs.enqueue(trainRiskJob, {}, priority));
  if (json) console.log(JSON.stringify({ job, ...riskCard(store.read) }));
  else console.log(job?.message ?? 'The job is gone.');
}

function showCard(store: Store, { json }: StoreFlags): void {
  const { card, noForecast: none } = riskCard(store.read);
  if (json) {
    console.log(JSON.stringify({ card, noForecast: none }));
    return;
  }
  if (card === null) throw new StewardError('not_found', none?.text ?? 'There is no churn model.');
  const { walkForward } = card;
  const lines = [
    `Model ${configName(card.version)} (${card.method}), learned from ${counted(card.churns, 'departure')} of ${counted(card.accounts, 'account')}, ${card.from} to ${card.to}.`,
    `Foretold ${counted(walkForward.months.length, 'month')} it had not seen: AUC ${figure(walkForward.auc)}, concordance ${figure(walkForward.concordance)}.`,
    `Brier ${decimals(walkForward.brier, 5)} (base rate alone: ${decimals(walkForward.baseBrier, 5)}); ` +
      `mean foretold ${percent(walkForward.meanPredicted)}, observed ${percent(walkForward.meanObserved)}.`,
    ...card.lift.map(
      ({ accounts, lift, churnsCaught }) =>
        `The ${wholeNumber(accounts)} most at risk each month: ${decimals(lift, 1)} times the base rate, ${percent(churnsCaught)} of departures.`,
    ),
    ...card.judgements.map(({ text }) => text),
    ...card.limits,
  ];
  console.log(lines.join('\n'));
}

function lineOf({ name, level, p90, arr, otherArr, topReason }: RiskPoint): string {
  const chance = p90 === null ? '' : spellChance(p90);
  return [
    chance.padStart(7),
    level.padEnd(8),
    amountWords(arr, otherArr).padStart(12),
    name,
    topReason ?? (p90 === null ? '' : noParticularReason),
  ].join('  ');
}

const noParticularReason = 'no particular reason: like most accounts of its kind';
const percent = (share: number) => `${decimals(100 * share, 1)}%`;
const figure = (value: number | null) => (value === null ? 'unknown' : decimals(value, 3));
