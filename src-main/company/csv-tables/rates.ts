import { type CsvTable, field } from './csv-table';

/** What one of another currency is worth in the company's, from a day on. */
export const rates: CsvTable = {
  name: 'exchange_rates',
  file: 'rates',
  columns: [
    { name: 'currency', kind: 'currency', required: true },
    { name: 'day', kind: 'day', required: true },
    { name: 'rate', kind: 'amount', max: 1_000_000_000, required: true },
  ],
  refersTo: [],
  rules: [
    { column: 'rate', broken: 'v.rate = 0', problem: 'is 0; write what one of the currency is worth' },
    {
      column: 'currency',
      broken: 'v.currency = (SELECT customer_success.currency())',
      problem: 'is the company’s own, which is worth itself',
    },
    {
      column: 'currency',
      broken: '(SELECT customer_success.currency()) IS NULL',
      problem:
        'is worth something in the company’s currency, which nobody has named; run “steward company currency”',
    },
  ],
  key: ['currency', 'valid_on'],
  fields: [field('currency'), field('valid_on', 'c.day', 'day'), field('rate')],
};
