import type { Command } from 'commander';
import type { Breakdown, ScoreChange } from '../../../src-preload/contract/health';
import { measureCatalogue } from '../../../src-preload/contract/health-config';
import { tooLittleKnown } from '../../../src-preload/contract/knowledge';
import { decimals, movedWords, spellScore, wholeNumber } from '../../../src-preload/contract/words';
import { StewardError } from '../../lib/steward-error';
import type { Store } from '../../store/types';
import { breakdownOf } from '../../work/scoring/breakdown-of';
import { explainChange } from '../../work/scoring/explain-change';
import { accountNamed } from './account-named';
import { dayOption } from './day-option';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface ExplainFlags extends StoreFlags {
  readonly account: string;
  readonly from?: number;
  readonly to?: number;
}

/** `steward explain`: what an account's score is made of, or why it changed. */
export function addExplainCommand(program: Command): void {
  withStoreOptions(program.command('explain'))
    .description("Show what an account's score is made of, or, with a day to compare with, why it changed.")
    .requiredOption('--account <account>', "the company's id of the account, or its name")
    .option('--from <day>', 'explain the change since the score on or before this day', dayOption)
    .option('--to <day>', 'the score on or before this day (default: the latest)', dayOption)
    .action((flags: ExplainFlags) => useStore(flags, (store) => runExplain(store, flags)));
}

function runExplain(store: Store, flags: ExplainFlags): void {
  const { id, name } = accountNamed(store.read, flags.account);
  if (flags.from === undefined) {
    const breakdown = breakdownOf(store, id, flags.to);
    if (breakdown === null)
      throw new StewardError(
        'not_found',
        `${name} has no score by then. Make scores with \`steward score\`.`,
      );
    if (flags.json) console.log(JSON.stringify(breakdown));
    else printBreakdown(name, breakdown);
    return;
  }
  const change = explainChange(store, id, flags.from, flags.to);
  if (change === null)
    throw new StewardError('not_found', `${name} has no two scores on or before these days.`);
  if (flags.json) console.log(JSON.stringify(change));
  else printChange(name, change);
}

function printBreakdown(name: string, { asOf, score, band, confidence, measures }: Breakdown): void {
  console.log(
    band === null
      ? `${name}: ${tooLittleKnown} as of ${asOf}, ${wholeNumber(100 * confidence)}% of it; from that alone ${spellScore(score)}`
      : `${name}: ${spellScore(score)} (${band}) as of ${asOf}, confidence ${wholeNumber(100 * confidence)}%`,
  );
  for (const { id, raw, book, points, weight, shownContribution } of measures) {
    if (points === null) continue;
    const against =
      book === null ? '' : `, ${decimals(book.own, 2)} where the book ${movedWords(book.change)}`;
    const value = raw === null ? 'unknown' : `${decimals(raw, 2)}${against}`;
    const product = `${spellScore(points).padStart(5)} points x ${decimals(100 * weight, 1).padStart(4)}%`;
    console.log(
      `${decimals(shownContribution, 1).padStart(6)}  = ${product}  ${measureCatalogue[id].label} (${value})`,
    );
  }
}

function printChange(name: string, { from, to, fromScore, toScore, effects, rules }: ScoreChange): void {
  console.log(`${name}: ${spellScore(fromScore)} on ${from}, ${spellScore(toScore)} on ${to}`);
  const lines = [
    ...effects.map((effect) => ({ ...effect, text: effectWords(effect) })),
    ...(rules === null ? [] : [{ ...rules, text: rulesWords(rules) }]),
  ];
  const moved = lines.filter(({ total }) => total !== 0);
  for (const { shownTotal, text } of moved.toSorted((a, b) => Math.abs(b.total) - Math.abs(a.total))) {
    const sign = shownTotal > 0 ? '+' : '';
    console.log(`${(sign + decimals(shownTotal, 1)).padStart(6)}  ${text}`);
  }
}

function effectWords({ measure, fromRaw, toRaw }: ScoreChange['effects'][number]): string {
  const spell = (raw: number | null) => (raw === null ? 'unknown' : decimals(raw, 2));
  return `${measureCatalogue[measure].label} (${spell(fromRaw)} to ${spell(toRaw)})`;
}

function rulesWords(rules: NonNullable<ScoreChange['rules']>): string {
  const { fromVersion, toVersion, fromProfile, toProfile } = rules;
  return `other rules (configuration ${fromVersion} to ${toVersion}, profile ${fromProfile} to ${toProfile})`;
}
