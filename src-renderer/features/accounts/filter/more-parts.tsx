import { Menu, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { AccountFilter, accountFacetsSchema } from '../../../../src-preload/contract/accounts';
import { CountryPill } from '../../../ui/filter/facet-pills';
import { FilterPill } from '../../../ui/filter/filter-pill';
import { AmountField, AmountRange, NumberRange, WholeChoice } from './filter-controls';
import { type FilterPart, type Range, rangeOf, withPart, withRange } from './filter-words';
import classes from './more-parts.module.css';

const labels = {
  silentForDays: 'Silent',
  arr: 'ARR',
  churn90: 'Churn, 90 d',
  minExpectedLoss: 'Expected loss',
  nps: 'NPS',
  minOpenTickets: 'Open tickets',
  countries: 'Country',
} as const satisfies Partial<Record<FilterPart, string>>;

type MorePart = keyof typeof labels;

const parts = Object.keys(labels) as MorePart[];

interface MorePartsProps {
  filter: AccountFilter;
  facets: z.infer<typeof accountFacetsSchema> | undefined;
  /** What a part says and how it is cleared. */
  part: (name: FilterPart) => { words: string | null; onClear: () => void };
  onChange: (filter: AccountFilter) => void;
}

/** Parts of the filter that show once they are set, or while they are being set; the others are in a menu. */
export function MoreParts({ filter, facets, part, onChange }: MorePartsProps) {
  const [asked, setAsked] = useState<MorePart | null>(null);
  const shown = parts.filter((name) => name === asked || part(name).words !== null);
  const others = parts.filter((name) => !shown.includes(name));
  return (
    <>
      {shown.map((name) => {
        const pill = {
          label: labels[name],
          ...part(name),
          startsOpen: name === asked,
          onClosed: () => setAsked(null),
        };
        return name === 'countries' ? (
          <CountryPill
            key={name}
            {...pill}
            facets={facets}
            chosen={filter.countries}
            onChange={(countries) => onChange({ ...filter, countries })}
          />
        ) : (
          <FilterPill key={name} {...pill}>
            <PartControl name={name} filter={filter} onChange={onChange} />
          </FilterPill>
        );
      })}
      {others.length > 0 && (
        <Menu position="bottom-start" width={200} returnFocus={false}>
          <Menu.Target>
            <UnstyledButton className={classes.more}>
              <IconPlus size={13} stroke={1.8} />
              More
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((name) => (
              <Menu.Item key={name} onClick={() => setAsked(name)}>
                {labels[name]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

interface PartControlProps extends Pick<MorePartsProps, 'filter' | 'onChange'> {
  name: Exclude<MorePart, 'countries'>;
}

function PartControl({ name, filter, onChange }: PartControlProps): ReactNode {
  switch (name) {
    case 'silentForDays':
      return (
        <WholeChoice
          label="No activity for at least"
          unit="days"
          most={1000}
          usual={[7, 14, 30, 60]}
          value={filter.silentForDays}
          onChange={(days) => onChange(withPart(filter, name, days))}
        />
      );
    case 'minOpenTickets':
      return (
        <WholeChoice
          label="Open tickets, at least"
          unit="tickets"
          most={10_000}
          usual={[1, 3, 5, 10]}
          value={filter.minOpenTickets}
          onChange={(tickets) => onChange(withPart(filter, name, tickets))}
        />
      );
    case 'minExpectedLoss':
      return (
        <AmountField
          label="Expected loss in 90 days, at least"
          value={filter.minExpectedLoss}
          onChange={(amount) => onChange(withPart(filter, name, amount))}
        />
      );
    case 'arr':
      return (
        <AmountRange
          range={rangeOf(filter, name)}
          onChange={(range) => onChange(withRange(filter, name, range))}
        />
      );
    case 'nps':
      return (
        <NumberRange
          min={-100}
          max={100}
          range={rangeOf(filter, name)}
          onChange={(range) => onChange(withRange(filter, name, range))}
        />
      );
    case 'churn90':
      return (
        <NumberRange
          min={0}
          max={100}
          suffix="%"
          range={inPercent(rangeOf(filter, name))}
          onChange={(range) => onChange(withRange(filter, name, inShares(range)))}
        />
      );
  }
}

const percentOf = (share: number | undefined) =>
  share === undefined ? undefined : Math.round(share * 1000) / 10;
const shareOf = (percent: number | undefined) =>
  percent === undefined ? undefined : Math.round(percent * 10) / 1000;

function inPercent({ least, most }: Range): Range {
  return { least: percentOf(least), most: percentOf(most) };
}

function inShares({ least, most }: Range): Range {
  return { least: shareOf(least), most: shareOf(most) };
}
