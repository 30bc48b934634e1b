import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import type { Band, LifecycleStage, RiskLevel, Trend } from '../../../../src-preload/contract/domain';
import { trpc } from '../../../api/client';
import { BandMark, bandWords } from '../../../ui/band-mark';
import { AnyOf } from '../../../ui/filter/any-of';
import { FilterPill } from '../../../ui/filter/filter-pill';
import { riskWord } from '../../../ui/risk-badge';
import { stageWords } from '../../../ui/words/stage-words';
import { ArrRangeChoice, DaysChoice } from './filter-controls';
import { type FilterPart, filterWords, isFiltered, trendWords, withoutPart } from './filter-words';
import { SearchBox } from './search-box';
import '../../../ui/filter/filter.css';

const bandOptions = (['poor', 'middle', 'healthy'] satisfies Band[]).map((band) => ({
  value: band,
  label: bandWords[band],
  mark: <BandMark band={band} />,
}));
const riskOptions = (['critical', 'high', 'medium', 'low'] satisfies RiskLevel[]).map((level) => ({
  value: level,
  label: riskWord(level),
}));
const trendOptions = (['falling', 'steady', 'rising'] satisfies Trend[]).map((trend) => ({
  value: trend,
  label: trendWords[trend],
}));

/** What narrows the list. Every part can be read at a glance and taken away at a click. */
export function FilterBar({
  filter,
  onChange,
}: {
  filter: AccountFilter;
  onChange: (filter: AccountFilter) => void;
}) {
  const facets = useQuery(trpc.accounts.facets.queryOptions()).data;
  const ownerName = (id: number) => facets?.owners.find((owner) => owner.id === id)?.name;

  function pill(part: FilterPart, label: string, controls: ReactNode): ReactNode {
    return (
      <FilterPill
        label={label}
        words={filterWords(filter, part, ownerName)}
        onClear={() => onChange(withoutPart(filter, part))}
      >
        {controls}
      </FilterPill>
    );
  }

  return (
    <search className="filter-bar" aria-label="Filter accounts">
      <SearchBox value={filter.search ?? ''} onChange={(search) => onChange(withSearch(filter, search))} />
      {pill(
        'bands',
        'Health',
        <AnyOf
          label="Health"
          options={bandOptions}
          chosen={filter.bands ?? []}
          onChange={(bands) => onChange({ ...filter, bands })}
        />,
      )}
      {pill(
        'riskLevels',
        'Risk',
        <AnyOf
          label="Risk"
          options={riskOptions}
          chosen={filter.riskLevels ?? []}
          onChange={(riskLevels) => onChange({ ...filter, riskLevels })}
        />,
      )}
      {pill(
        'trends',
        'Trend',
        <AnyOf
          label="Trend"
          options={trendOptions}
          chosen={filter.trends ?? []}
          onChange={(trends) => onChange({ ...filter, trends })}
        />,
      )}
      {pill(
        'stages',
        'Stage',
        <AnyOf
          label="Stage"
          options={(facets?.stages ?? []).map((stage) => ({
            value: stage,
            label: stage === 'churned' ? 'Churned (else left out)' : stageWords[stage],
          }))}
          chosen={filter.stages ?? []}
          onChange={(stages) => onChange(withStages(filter, stages))}
        />,
      )}
      {pill(
        'segments',
        'Segment',
        <AnyOf
          label="Segment"
          options={(facets?.segments ?? []).map((segment) => ({ value: segment, label: segment }))}
          chosen={filter.segments ?? []}
          onChange={(segments) => onChange({ ...filter, segments })}
        />,
      )}
      {pill(
        'ownerIds',
        'Owner',
        <AnyOf
          label="Owner"
          options={(facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name }))}
          chosen={filter.ownerIds ?? []}
          onChange={(ownerIds) => onChange({ ...filter, ownerIds })}
        />,
      )}
      {pill(
        'renewsWithinDays',
        'Renews',
        <DaysChoice
          label="Renews within"
          usual={[30, 60, 90, 180]}
          days={filter.renewsWithinDays}
          onChange={(days) => onChange(withDays(filter, 'renewsWithinDays', days))}
        />,
      )}
      {pill(
        'silentForDays',
        'Silent',
        <DaysChoice
          label="No activity for at least"
          usual={[7, 14, 30, 60]}
          days={filter.silentForDays}
          onChange={(days) => onChange(withDays(filter, 'silentForDays', days))}
        />,
      )}
      {pill(
        'arr',
        'ARR',
        <ArrRangeChoice
          range={filter}
          onChange={(range) => onChange({ ...withoutPart(filter, 'arr'), ...range })}
        />,
      )}
      {isFiltered(filter) && (
        <Button size="compact-sm" variant="subtle" color="gray" fw={400} onClick={() => onChange({})}>
          Clear all
        </Button>
      )}
    </search>
  );
}

function withSearch(filter: AccountFilter, search: string): AccountFilter {
  const { search: _former, ...rest } = filter;
  return search === '' ? rest : { ...rest, search };
}

function withDays(
  filter: AccountFilter,
  part: 'renewsWithinDays' | 'silentForDays',
  days: number | undefined,
): AccountFilter {
  return days === undefined ? withoutPart(filter, part) : { ...filter, [part]: days };
}

/** Churned accounts are left out of every list that does not ask for them. */
function withStages(filter: AccountFilter, stages: LifecycleStage[]): AccountFilter {
  return {
    ...withoutPart(filter, 'stages'),
    stages,
    ...(stages.includes('churned') && { includeChurned: true }),
  };
}
