import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client';
import { ChoicePill } from '../../ui/filter/choice-pill';
import { OwnerPill, SegmentPill } from '../../ui/filter/facet-pills';
import { FilterBar } from '../../ui/filter/filter-bar';
import { FilterPill } from '../../ui/filter/filter-pill';
import { UsualValues } from '../../ui/filter/usual-values';
import { formatShare } from '../../ui/format/number';
import { LevelMark, levelsWorstFirst } from '../../ui/level-mark';
import { NumberEntry } from '../../ui/number-entry';
import { riskWord } from '../../ui/risk-badge';
import { narrows, riskFilterWords, withoutPart, withPart } from './risk-filter-words';
import type { RiskFilter } from './risk-search';

const levelOptions = levelsWorstFirst.map((level) => ({
  value: level,
  label: riskWord(level),
  mark: <LevelMark level={level} />,
}));
const usualShares = [0.1, 0.25, 0.5];

interface RiskFilterBarProps {
  filter: RiskFilter;
  /** Without a model there is no probability to narrow by. */
  withProbability: boolean;
  onChange: (filter: RiskFilter) => void;
}

/** What narrows the screen: tiles, map and list alike. */
export function RiskFilterBar({ filter, withProbability, onChange }: RiskFilterBarProps) {
  const facets = useQuery(trpc.accounts.facets.queryOptions()).data;
  const ownerName = (id: number) => facets?.owners.find((owner) => owner.id === id)?.name;

  /** What a part says and how it is cleared. */
  const part = (name: keyof RiskFilter) => ({
    words: riskFilterWords(filter, name, ownerName),
    onClear: () => onChange(withoutPart(filter, name)),
  });

  return (
    <FilterBar label="Filter accounts at risk" filtered={narrows(filter)} onClear={() => onChange({})}>
      <ChoicePill
        label="Level"
        {...part('levels')}
        options={levelOptions}
        chosen={filter.levels}
        onChange={(levels) => onChange(withPart(filter, 'levels', levels))}
      />
      {withProbability && (
        <FilterPill label="Probability" {...part('minProbability')}>
          <ShareChoice
            share={filter.minProbability}
            onChange={(share) => onChange(withPart(filter, 'minProbability', share))}
          />
        </FilterPill>
      )}
      <OwnerPill
        {...part('ownerIds')}
        facets={facets}
        chosen={filter.ownerIds}
        noOwner={filter.noOwner ?? false}
        onChange={(ownerIds, noOwner) =>
          onChange(withPart(withPart(filter, 'ownerIds', ownerIds), 'noOwner', noOwner || undefined))
        }
      />
      <SegmentPill
        {...part('segments')}
        facets={facets}
        chosen={filter.segments}
        onChange={(segments) => onChange(withPart(filter, 'segments', segments))}
      />
    </FilterBar>
  );
}

/** A least probability: the usual ones at a click, any other typed. */
function ShareChoice({
  share,
  onChange,
}: {
  share: number | undefined;
  onChange: (share: number | undefined) => void;
}) {
  return (
    <UsualValues
      values={usualShares}
      words={(usual) => formatShare(usual)}
      chosen={share}
      onChange={onChange}
    >
      <NumberEntry
        label="To churn within 90 days, at least"
        suffix="%"
        min={0}
        max={100}
        decimalScale={1}
        value={share === undefined ? undefined : Math.round(share * 1000) / 10}
        onChange={(value) => onChange(value === undefined ? undefined : value / 100)}
      />
    </UsualValues>
  );
}
