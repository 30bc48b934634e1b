import type { RevenueMonth } from '../../../../src-preload/contract/reports/revenue';
import { kindHelp, kindWords } from '../../../../src-preload/contract/reports/revenue-words';
import { formatMoney, formatMoneySigned } from '../../../ui/format/number';
import { FactTable } from '../../../ui/table/fact-table';
import { kindsThatMoved, monthSoFar } from '../report-words';
import { FigureButton } from './figure-button';

/** Each month from its opening to its close, the latest first. */
export function MovementTable({ months }: { months: readonly RevenueMonth[] }) {
  const kinds = kindsThatMoved(months);
  const right = (name: string, help: string) => ({ name, align: 'right' as const, help });
  return (
    <FactTable
      columns={[
        'Month',
        right('Opening', 'MRR at the end of the month before'),
        ...kinds.map((kind) => right(kindWords[kind], kindHelp[kind])),
        right('Close', 'MRR at the end of the month, or of the day that is known'),
      ]}
    >
      {[...months].reverse().map((month) => (
        <tr key={month.month}>
          <th scope="row">{monthSoFar(month)}</th>
          <td data-align="right">
            <FigureButton part="opening" month={month.month} figure={formatMoney(month.opening)} />
          </td>
          {kinds.map((kind) => {
            const { amount, accounts } = month.movements[kind];
            const figure = formatMoneySigned(amount);
            return (
              <td data-align="right" key={kind}>
                {accounts === 0 ? (
                  <span className="faint">{figure}</span>
                ) : (
                  <FigureButton part={kind} month={month.month} figure={figure} />
                )}
              </td>
            );
          })}
          <td data-align="right">
            <FigureButton part="closing" month={month.month} figure={formatMoney(month.closing)} />
          </td>
        </tr>
      ))}
    </FactTable>
  );
}
