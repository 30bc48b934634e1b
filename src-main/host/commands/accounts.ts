import { type Command, Option } from 'commander';
import type { AccountRow } from '../../../src-preload/contract/accounts';
import { type RiskLevel, riskLevels } from '../../../src-preload/contract/domain';
import { tooLittleKnown, tooLittleWords } from '../../../src-preload/contract/knowledge';
import { amountWords } from '../../../src-preload/contract/money';
import { decimals, spellScore } from '../../../src-preload/contract/words';
import { systemClock } from '../../ports/clock';
import { listAccounts } from '../../store/accounts/read-accounts';
import { companyDay } from '../../store/copy/company-calendar';
import type { Store } from '../../store/types';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface AccountsFlags extends StoreFlags {
  readonly risk?: RiskLevel;
}

const pageSize = 500;

/** `steward accounts`: the accounts of a local copy with their scores, the lowest first. */
export function addAccountsCommand(program: Command): void {
  withStoreOptions(program.command('accounts'))
    .description('List accounts with their scores, the lowest first.')
    .addOption(new Option('--risk <level>', 'only accounts at this risk level').choices(riskLevels))
    .action((flags: AccountsFlags) => useStore(flags, (store) => runAccounts(store, flags)));
}

function runAccounts(store: Store, flags: AccountsFlags): void {
  const rows = allAccounts(store, flags.risk);
  if (flags.json) {
    console.log(JSON.stringify(rows));
    return;
  }
  for (const row of rows) console.log(lineOf(row));
  if (rows.length === 0) console.log('No account fits. Scores are made by `steward score`.');
}

function allAccounts(store: Store, risk: RiskLevel | undefined): AccountRow[] {
  const filter = risk === undefined ? {} : { riskLevels: [risk] };
  const sort = { key: 'score' as const, descending: false };
  const today = companyDay(store.read, systemClock.now());
  const rows: AccountRow[] = [];
  while (true) {
    const page = listAccounts(store.read, { filter, sort, offset: rows.length, limit: pageSize }, today);
    rows.push(...page.rows);
    if (page.rows.length < pageSize) return rows;
  }
}

function lineOf(row: AccountRow): string {
  const { name, score, band, tooLittle, change28, risk, arr, otherArr, standing, standingText } = row;
  const shown = score === null ? '–' : spellScore(score);
  const change = change28 === null ? '' : `${change28 >= 0 ? '+' : ''}${decimals(change28, 1)}`;
  const cells = [
    shown.padStart(5),
    change.padStart(6),
    (band ?? (tooLittle === null ? 'no score' : tooLittleKnown)).padEnd(tooLittleKnown.length),
    (risk ?? '').padEnd(8),
  ];
  return [
    ...cells,
    amountWords(arr, otherArr).padStart(12),
    standing === 'customer' ? name : `${name} (${standingText})`,
    ...(tooLittle === null ? [] : [tooLittleWords(tooLittle)]),
  ].join('  ');
}
