import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import {
  healthStates,
  type LifecycleStage,
  type RiskLevel,
  type Trend,
} from '../../../../src-preload/contract/domain';
import { trpc } from '../../../api/client';
import { BandMark } from '../../../ui/band-mark';
import { ChoicePill } from '../../../ui/filter/choice-pill';
import { OwnerPill, SegmentPill } from '../../../ui/filter/facet-pills';
import { FilterBar } from '../../../ui/filter/filter-bar';
import { FilterPill } from '../../../ui/filter/filter-pill';
import { riskWord } from '../../../ui/risk-badge';
import { healthStateWords } from '../../../ui/words/health-state-words';
import { stageWords } from '../../../ui/words/stage-words';
import { WholeChoice } from './filter-controls';
import {
  type FilterPart,
  filterWords,
  isFiltered,
  partsSet,
  trendWords,
  withoutPart,
  withPart,
} from './filter-words';
import { MoreParts } from './more-parts';
import { OwnFieldParts } from './own-field-parts';
import { SearchBox } from './search-box';

const healthOptions = healthStates.map((state) => ({
  value: state,
  label: healthStateWords[state],
  mark: <BandMark band={state === 'too_little_known' ? null : state} />,
}));
const riskOptions = (['critical', 'high', 'medium', 'low'] satisfies RiskLevel[]).map((level) => ({
  value: level,
  label: riskWord(level),
}));
const trendOptions = (['falling', 'steady', 'rising'] satisfies Trend[]).map((trend) => ({
  value: trend,
  label: trendWords[trend],
}));

/** What narrows the list. Parts that few need stand under "More" until they are asked for. */
export function AccountFilterBar({
  filter,
  onChange,
}: {
  filter: AccountFilter;
  onChange: (filter: AccountFilter) => void;
}) {
  const facets = useQuery(trpc.accounts.facets.queryOptions()).data;
  const segments = useQuery(trpc.segments.list.queryOptions()).data?.segments;
  const segmentName = (id: string) => nameOfSegment(segments, id);
  const ownerName = (id: number) => facets?.owners.find((owner) => owner.id === id)?.name;

  /** What a part says and how it is cleared. */
  const part = (name: FilterPart) => ({
    words: filterWords(filter, name, ownerName, segmentName),
    onClear: () => onChange(withoutPart(filter, name)),
  });

  return (
    <FilterBar label="Filter accounts" filtered={isFiltered(filter)} onClear={() => onChange({})}>
      <SearchBox value={filter.search ?? ''} onChange={(search) => onChange(withSearch(filter, search))} />
      {partsSet(filter) > 1 && (
        <FitsChoice fits={filter.fits ?? 'all'} onChange={(fits) => onChange({ ...filter, fits })} />
      )}
      <ChoicePill
        label="Health"
        {...part('bands')}
        options={healthOptions}
        chosen={filter.bands}
        onChange={(bands) => onChange({ ...filter, bands })}
      />
      <ChoicePill
        label="Risk"
        {...part('riskLevels')}
        options={riskOptions}
        chosen={filter.riskLevels}
        onChange={(riskLevels) => onChange({ ...filter, riskLevels })}
      />
      <ChoicePill
        label="Trend"
        {...part('trends')}
        options={trendOptions}
        chosen={filter.trends}
        onChange={(trends) => onChange({ ...filter, trends })}
      />
      <ChoicePill
        label="Stage"
        {...part('stages')}
        options={(facets?.stages ?? []).map((stage) => ({
          value: stage,
          label: stage === 'churned' ? 'Churned (else left out)' : stageWords[stage],
        }))}
        chosen={filter.stages}
        onChange={(stages) => onChange(withStages(filter, stages))}
      />
      <SegmentPill
        {...part('segments')}
        facets={facets}
        chosen={filter.segments}
        onChange={(segments) => onChange({ ...filter, segments })}
      />
      {((segments?.length ?? 0) > 0 || filter.segmentIds !== undefined) && (
        <ChoicePill
          label="Saved segment"
          {...part('segmentIds')}
          options={segmentOptions(segments ?? [], filter.segmentIds ?? [])}
          chosen={filter.segmentIds}
          onChange={(segmentIds) => onChange(withSegments(filter, segmentIds))}
        />
      )}
      <OwnerPill
        {...part('ownerIds')}
        facets={facets}
        chosen={filter.ownerIds}
        noOwner={filter.noOwner ?? false}
        onChange={(ownerIds, noOwner) => onChange({ ...filter, ownerIds, noOwner })}
      />
      <FilterPill label="Renews" {...part('renewsWithinDays')}>
        <WholeChoice
          label="Renews within"
          unit="days"
          most={1000}
          usual={[30, 60, 90, 180]}
          value={filter.renewsWithinDays}
          onChange={(days) => onChange(withPart(filter, 'renewsWithinDays', days))}
        />
      </FilterPill>
      <MoreParts filter={filter} facets={facets} part={part} onChange={onChange} />
      {facets && <OwnFieldParts filter={filter} fields={facets.attributes} onChange={onChange} />}
    </FilterBar>
  );
}

type NamedSegment = { readonly id: string; readonly name: string };

const goneSegment = 'One that is gone';

/** Until they are known nothing is said to be gone. */
function nameOfSegment(segments: readonly NamedSegment[] | undefined, id: string): string {
  if (segments === undefined) return '…';
  return segments.find((segment) => segment.id === id)?.name ?? goneSegment;
}

/** Those that are chosen and gone, too, so that they can be taken away. */
function segmentOptions(segments: readonly NamedSegment[], chosen: readonly string[]) {
  const gone = chosen.filter((id) => !segments.some((segment) => segment.id === id));
  return [
    ...segments.map(({ id, name }) => ({ value: id, label: name })),
    ...gone.map((id) => ({ value: id, label: goneSegment })),
  ];
}

function withSegments(filter: AccountFilter, segmentIds: string[]): AccountFilter {
  return withPart(filter, 'segmentIds', segmentIds.length === 0 ? undefined : segmentIds);
}

/** Whether all parts must hold or one of them will do. */
function FitsChoice({ fits, onChange }: { fits: 'all' | 'any'; onChange: (fits: 'all' | 'any') => void }) {
  return (
    <SegmentedControl
      aria-label="Accounts that fit"
      value={fits}
      onChange={onChange}
      data={[
        { value: 'all', label: 'All of' },
        { value: 'any', label: 'Any of' },
      ]}
    />
  );
}

function withSearch(filter: AccountFilter, search: string): AccountFilter {
  const { search: _former, ...rest } = filter;
  return search === '' ? rest : { ...rest, search };
}

/** Churned accounts are left out of every list that does not ask for them. */
function withStages(filter: AccountFilter, stages: LifecycleStage[]): AccountFilter {
  return {
    ...withoutPart(filter, 'stages'),
    stages,
    ...(stages.includes('churned') && { includeChurned: true }),
  };
}
