import { type Command, InvalidArgumentError, Option } from 'commander';
import { evaluate } from '../../engines/risk/evaluation/evaluate';
import type { Learner, Sample } from '../../engines/risk/evaluation/learner';
import {
  bestLearner,
  coxLearner,
  hazardLearner,
  logitLearner,
  type Ridge,
} from '../../engines/risk/evaluation/learners';
import { FitError } from '../../engines/risk/model/fit-error';
import { StewardError } from '../../lib/steward-error';
import { buildSample, type SampleOptions } from './evaluation/build-sample';
import { namesIn } from './evaluation/column-names';
import { type EvaluationReport, printableEvaluation } from './evaluation/print-evaluation';
import { readFlatTable } from './evaluation/read-flat-table';
import type { Scoring } from './evaluation/scoring-plan';

const models = ['logit', 'hazard', 'cox', 'best'] as const;
type Model = (typeof models)[number];

type EvaluateOptions = Omit<SampleOptions, 'scoring'> & {
  readonly csv: string;
  readonly delimiter: string;
  readonly fold?: string;
  readonly folds?: number;
  readonly split?: string;
  readonly model: Model;
  readonly ridge?: Ridge;
  readonly seed: number;
  readonly json?: true;
};

const scoredAs = { 'in-sample': 'in-sample', 'out-of-fold': 'out-of-fold', split: 'test' } as const;

/** `steward evaluate`: fits one of our models to any flat table and says how good it is. */
export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .description('Fit a churn model to any flat table and say how good it is.')
    .requiredOption('--csv <file>', 'the table: CSV with a header, .gz too')
    .requiredOption('--outcome <column>', 'the column that says whether the event happened')
    .option('--positive <value>', 'what the outcome says where it did (else it must hold 1 and 0)')
    .option(
      '--duration <column>',
      'how long each row was watched, in periods (for hazard, cox and the concordance)',
    )
    .option('--start <column>', 'when watching of each row began, in the same periods (for hazard and cox)')
    .addOption(new Option('--features <a,b,…>', 'only these columns').conflicts('exclude'))
    .option('--exclude <a,b,…>', 'all columns but these')
    .addOption(new Option('--fold <column>', 'score each row without its fold').conflicts(['folds', 'split']))
    .addOption(
      new Option('--folds <count>', 'the same, folds by row number').argParser(foldCount).conflicts('split'),
    )
    .addOption(new Option('--split <column>', 'fit the rows that say train, score those that say test'))
    .addOption(new Option('--model <name>', 'what to fit').choices(models).default('logit'))
    .addOption(
      new Option('--ridge <strength>', 'pull coefficients to 0; auto chooses (logit)').argParser(ridgeOf),
    )
    .option('--delimiter <character>', 'what stands between cells (tab for a tab)', separatorOf, ',')
    .addOption(
      new Option('--decimal <mark>', 'what stands before decimals, where the cells leave a doubt').choices([
        '.',
        ',',
      ]),
    )
    .option('--seed <number>', 'of all random choices', wholeNumber, 1)
    .option('--json', 'print JSON')
    .action(async (options: EvaluateOptions) => {
      const report = await evaluateFile(options);
      console.log(options.json ? JSON.stringify(report) : printableEvaluation(report));
    });
}

async function evaluateFile(options: EvaluateOptions): Promise<EvaluationReport> {
  const table = await readFlatTable(options.csv, options.delimiter);
  const learner = learnerOf(options, table.names);
  const { sample, plan, features, ...remarks } = buildSample(table, {
    ...options,
    scoring: scoringOf(options),
  });
  try {
    const { n, events, leftOut, ...figures } = evaluate(sample, plan, learner);
    return {
      n,
      events,
      model: options.model,
      scored: scoredAs[plan.kind],
      ...figures,
      leftOut: [...features.leftOut, ...leftOut],
      missing: features.missing,
      ...remarks,
      unwatched: options.model === 'hazard' ? unwatchedRows(sample) : 0,
      encoding: table.encoding ?? null,
    };
  } catch (error) {
    throw error instanceof FitError ? new StewardError('invalid_input', error.message) : error;
  }
}

/** Rows that a hazard learns nothing from: no period was watched, and no event seen. */
function unwatchedRows({ duration, outcome }: Sample): number {
  return outcome.filter((happened, row) => happened === 0 && duration?.[row] === 0).length;
}

function learnerOf(
  { model, duration, start, features, ridge, seed }: EvaluateOptions,
  names: readonly string[],
): Learner {
  if (start !== undefined && model !== 'hazard' && model !== 'cox') {
    throw new StewardError('invalid_input', `--start is for hazard and cox; ${model} knows no time.`);
  }
  if (model === 'logit') return logitLearner(ridge ?? 0, seed);
  if (model === 'best') {
    if (ridge === undefined) return bestLearner(seed);
    throw new StewardError('invalid_input', 'The best model chooses its own ridge. Leave --ridge out.');
  }
  if (duration === undefined) {
    throw new StewardError(
      'invalid_input',
      `The ${model} model needs --duration: how long each row was watched.`,
    );
  }
  const asked = features === undefined ? [] : namesIn(features, names);
  for (const [column, part] of [
    [duration, 'duration'],
    [start, 'start'],
  ]) {
    if (column === undefined || !asked.includes(column)) continue;
    throw new StewardError(
      'invalid_input',
      `${column} is the ${part}, so it can't be a feature of a ${model} model.`,
    );
  }
  if (ridge === 'auto') {
    throw new StewardError(
      'invalid_input',
      `--ridge auto is for the logit. Give the ${model} model a number.`,
    );
  }
  return model === 'hazard' ? hazardLearner(ridge ?? 0) : coxLearner(ridge ?? 0);
}

function scoringOf({ fold, folds, split }: EvaluateOptions): Scoring {
  if (fold !== undefined) return { by: 'fold', column: fold };
  if (folds !== undefined) return { by: 'index', count: folds };
  if (split !== undefined) return { by: 'split', column: split };
  return { by: 'none' };
}

function separatorOf(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t';
  if ([...text].length === 1) return text;
  throw new InvalidArgumentError('It should be one character, or tab.');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('It should be a whole number from 0 up.');
}

function foldCount(text: string): number {
  const count = wholeNumber(text);
  if (count >= 2) return count;
  throw new InvalidArgumentError('It takes two folds or more.');
}

function ridgeOf(text: string): Ridge {
  const strength = Number(text);
  if (text === 'auto') return text;
  if (text.trim() !== '' && strength >= 0 && Number.isFinite(strength)) return strength;
  throw new InvalidArgumentError('It should be a number from 0 up, or auto.');
}
