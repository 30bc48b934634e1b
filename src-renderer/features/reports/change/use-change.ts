import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ChangeInput } from '../../../../src-preload/contract/reports/change';
import { trpc } from '../../../api/client';
import { addDays } from '../../../ui/format/day';
import { useReportScope } from '../use-revenue';

/** What the address, or else the last three months, and the chosen owner ask for. @param asOf the day to which the copy reaches */
export function useChangeInput(asOf: string): ChangeInput {
  const { from, to, rates = 'opening' } = useSearch({ from: '/company/reports' });
  const scope = useReportScope();
  const last = to === undefined || to > asOf ? asOf : to;
  const first = from === undefined || from >= last ? monthsBefore(last, 3) : from;
  return { ...scope, from: first, to: last, rates };
}

export function useRevenueChange(input: ChangeInput) {
  return useQuery({ ...trpc.reports.change.queryOptions(input), placeholderData: keepPreviousData });
}

export function useHealthChange({ rates: _, ...input }: ChangeInput) {
  return useQuery({ ...trpc.reports.healthChange.queryOptions(input), placeholderData: keepPreviousData });
}

/** The end of the month that lies so many months before a day's own. @param day `2026-11-22` @returns `2026-08-31` */
export function monthsBefore(day: string, months: number): string {
  const count = 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - months;
  const year = String(Math.floor(count / 12)).padStart(4, '0');
  return addDays(`${year}-${String((count % 12) + 1).padStart(2, '0')}-01`, -1);
}
