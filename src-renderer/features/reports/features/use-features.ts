import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { usualDays } from '../../../../src-preload/contract/reports/feature-words';
import type { FeatureInput } from '../../../../src-preload/contract/reports/features';
import { trpc } from '../../../api/client';
import { addDays } from '../../../ui/format/day';
import { useChangeInput } from '../change/use-change';

/** What the address, or else the last four weeks, and the chosen owner ask for. @param asOf the day to which the copy reaches */
export function useFeatureInput(asOf: string): FeatureInput {
  const { from } = useSearch({ from: '/company/reports' });
  const { rates: _, ...input } = useChangeInput(asOf);
  return from === undefined || from >= input.to ? { ...input, from: addDays(input.to, -usualDays) } : input;
}

export function useFeatures(input: FeatureInput) {
  return useQuery({ ...trpc.reports.features.queryOptions(input), placeholderData: keepPreviousData });
}
