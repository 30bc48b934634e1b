import { Button, NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import { trpc } from '../../api/client';
import { AnyOf } from '../../ui/filter/any-of';
import { FilterPill } from '../../ui/filter/filter-pill';
import { formatShare } from '../../ui/format/number';
import { LevelMark } from '../../ui/level-mark';
import { riskWord } from '../../ui/risk-badge';
import { narrows, riskFilterWords, withoutPart, withPart } from './risk-filter-words';
import type { RiskFilter } from './risk-search';
import '../../ui/filter/filter.css';

const levelOptions = (['critical', 'high', 'medium', 'low'] satisfies RiskLevel[]).map((level) => ({
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

  function pill(part: keyof RiskFilter, label: string, controls: ReactNode): ReactNode {
    return (
      <FilterPill
        label={label}
        words={riskFilterWords(filter, part, ownerName)}
        onClear={() => onChange(withoutPart(filter, part))}
      >
        {controls}
      </FilterPill>
    );
  }

  return (
    <search className="filter-bar" aria-label="Filter accounts at risk">
      {pill(
        'levels',
        'Level',
        <AnyOf
          label="Level"
          options={levelOptions}
          chosen={filter.levels ?? []}
          onChange={(levels) => onChange(withPart(filter, 'levels', levels))}
        />,
      )}
      {withProbability &&
        pill(
          'minProbability',
          'Probability',
          <ShareChoice
            share={filter.minProbability}
            onChange={(share) => onChange(withPart(filter, 'minProbability', share))}
          />,
        )}
      {pill(
        'ownerIds',
        'Owner',
        <AnyOf
          label="Owner"
          options={(facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name }))}
          chosen={filter.ownerIds ?? []}
          onChange={(ownerIds) => onChange(withPart(filter, 'ownerIds', ownerIds))}
        />,
      )}
      {pill(
        'segments',
        'Segment',
        <AnyOf
          label="Segment"
          options={(facets?.segments ?? []).map((segment) => ({ value: segment, label: segment }))}
          chosen={filter.segments ?? []}
          onChange={(segments) => onChange(withPart(filter, 'segments', segments))}
        />,
      )}
      {narrows(filter) && (
        <Button size="compact-sm" variant="subtle" color="gray" fw={400} onClick={() => onChange({})}>
          Clear all
        </Button>
      )}
    </search>
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
    <div className="filter-options">
      <div className="filter-usual">
        {usualShares.map((usual) => (
          <Button
            key={usual}
            size="compact-sm"
            fw={400}
            variant={share === usual ? 'light' : 'default'}
            aria-pressed={share === usual}
            onClick={() => onChange(share === usual ? undefined : usual)}
          >
            {formatShare(usual)}
          </Button>
        ))}
      </div>
      <NumberInput
        label="To churn within 90 days, at least"
        suffix=" %"
        min={0}
        max={100}
        decimalScale={1}
        value={share === undefined ? '' : Math.round(share * 1000) / 10}
        onChange={(value) => onChange(typeof value === 'number' ? value / 100 : undefined)}
      />
    </div>
  );
}
