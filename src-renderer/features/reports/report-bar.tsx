import { Select } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { RevenueReport } from '../../../src-preload/contract/reports/revenue';
import { RatesChoice } from './rates-choice';
import { monthWords } from './report-words';
import classes from './reports-screen.module.css';
import { useShow } from './use-revenue';

const monthsToChoose = 60;

/** Through which month and at which rates. */
export function ReportBar({ report }: { report: RevenueReport }) {
  const { through } = useSearch({ from: '/company/reports' });
  const show = useShow();
  const months = monthsBack((report.asOf ?? '').slice(0, 7));
  return (
    <div className={classes.bar}>
      <Select
        aria-label="Through"
        w={140}
        allowDeselect={false}
        searchable
        data={months.map((month) => ({ value: month, label: monthWords(month) }))}
        value={through ?? months[0] ?? null}
        onChange={(month) =>
          show({ through: month === null || month === months[0] ? undefined : month }, true)
        }
      />
      <RatesChoice opening="Rates of each month" />
    </div>
  );
}

/** The month and those before it, the latest first. @param last `2026-11` */
function monthsBack(last: string): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  return Array.from({ length: monthsToChoose }, (_, back) => {
    const count = 12 * year + month - 1 - back;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}
