import type { Command } from 'commander';
import { counted } from '../../../src-preload/contract/words';
import { type CurrencyChange, changeCurrency } from '../../company/change-currency';
import { connectCompany } from '../../company/connect-company';
import type { LoadReport } from '../../company/load-report';
import { urlOption } from './url-option';

interface CurrencyFlags {
  readonly url: string;
  readonly json?: true;
}

/** `steward company currency CODE`: the one currency that the company's sums are told in. */
export function addCurrencyCommand(company: Command): void {
  company
    .command('currency')
    .description('Tell the company’s sums in a currency; amounts that name none are in it, too.')
    .argument('<code>', 'its code by ISO 4217, such as EUR')
    .addOption(urlOption())
    .option('--json', 'report as JSON')
    .action(runCurrency);
}

async function runCurrency(code: string, flags: CurrencyFlags): Promise<void> {
  const client = await connectCompany(flags.url);
  try {
    const change = await changeCurrency(client, code);
    console.log(flags.json ? JSON.stringify(change) : describeChange(change));
  } finally {
    await client.end();
  }
}

function describeChange({ from, to, forgottenRates }: CurrencyChange): string {
  if (from === to) return `The company’s currency is ${to} already. Nothing was changed.`;
  const before = from === null ? '' : `, and no longer in ${from}`;
  const rates =
    forgottenRates === 0
      ? ''
      : ` ${counted(forgottenRates, 'rate was of', 'rates were of')} ${from} and ${forgottenRates === 1 ? 'is' : 'are'} forgotten: load rates.csv anew.`;
  return `The company’s sums are told in ${to} now${before}. Amounts without a currency are in ${to}. Every desktop loads afresh.${rates}`;
}

/** What a load says of the company's money, where it is worth a word. */
export function moneyWords(money: LoadReport['money']): string[] {
  if (money === null) return [];
  const chosen = `Sums are told in ${money.currency}, which most subscriptions name; “steward company currency” says another.`;
  const others = money.withoutRate.map(
    ({ currency, rows }) => `${currency} (${counted(rows, 'subscription')})`,
  );
  return [
    ...(money.isChosen ? [chosen] : []),
    ...(others.length === 0
      ? []
      : [
          money.currency === null
            ? `Nobody has named the company’s currency, so these are in no sum: ${others.join(', ')}. Name it: “steward company currency CODE”.`
            : `No rate turns these into ${money.currency}, so they are in no sum: ${others.join(', ')}. Give rates.csv.`,
        ]),
  ];
}
