import { useQuery } from '@tanstack/react-query';
import {
  type AuditFilter,
  type AuditRow,
  companyChain,
  viewsChain,
} from '../../../../src-preload/contract/audit/audit';
import { auditKinds, auditKindTitle } from '../../../../src-preload/contract/audit/audit-kinds';
import { trpc } from '../../../api/client';
import { ChoicePill } from '../../../ui/filter/choice-pill';
import { FilterBar } from '../../../ui/filter/filter-bar';
import { formatDay } from '../../../ui/format/day';
import { listed } from '../../../ui/words/listed';
import { AboutPill } from './about-pill';
import { DaysPill } from './days-pill';

interface AuditFilterBarProps {
  filter: AuditFilter;
  /** What is shown: people who left the team are known from it alone. */
  rows: readonly AuditRow[];
  onChange: (filter: AuditFilter) => void;
}

const kindOptions = Object.entries(auditKinds).map(([value, label]) => ({ value, label }));

/** What narrows the audit: person, account, kind and days. */
export function AuditFilterBar({ filter, rows, onChange }: AuditFilterBarProps) {
  const people = usePeople(filter, rows);
  const personWord = (login: string) => people.find(({ value }) => value === login)?.label ?? login;
  const { logins = [], kinds = [], chain, from, to } = filter;
  return (
    <FilterBar
      label="Filter the audit"
      filtered={Object.keys(filter).length > 0}
      onClear={() => onChange({})}
    >
      <ChoicePill
        label="Person"
        words={logins.length === 0 ? null : listed(logins.map(personWord))}
        onClear={() => onChange(without(filter, 'logins'))}
        options={people}
        chosen={logins}
        onChange={(chosen) =>
          onChange(chosen.length === 0 ? without(filter, 'logins') : { ...filter, logins: chosen })
        }
      />
      <AboutPill
        chain={chain}
        onChange={(next) => onChange(next === null ? without(filter, 'chain') : { ...filter, chain: next })}
        others={[
          { chain: companyChain, label: 'The company: members, limits, settings, loads' },
          { chain: viewsChain, label: 'Views of lists' },
        ]}
      />
      <ChoicePill
        label="What"
        words={kinds.length === 0 ? null : listed(kinds.map(auditKindTitle))}
        onClear={() => onChange(without(filter, 'kinds'))}
        options={kindOptions}
        chosen={kinds}
        onChange={(chosen) =>
          onChange(chosen.length === 0 ? without(filter, 'kinds') : { ...filter, kinds: chosen })
        }
      />
      <DaysPill
        from={from}
        to={to}
        words={dayWords(from, to)}
        onChange={(days) => onChange({ ...without(without(filter, 'from'), 'to'), ...days })}
      />
    </FilterBar>
  );
}

/** Members of the team, and whoever else is chosen or shown. */
function usePeople(filter: AuditFilter, rows: readonly AuditRow[]): { value: string; label: string }[] {
  const members = useQuery({ ...trpc.audit.people.queryOptions(), staleTime: 60_000 }).data?.people ?? [];
  const known = new Map<string, string | null>([
    ...(filter.logins ?? []).map((login) => [login, null] as const),
    ...rows.map(({ login, name }) => [login, name] as const),
    ...members.map(({ login, name }) => [login, name] as const),
  ]);
  return [...known]
    .map(([value, name]) => ({ value, label: name === null ? value : `${name} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function without(filter: AuditFilter, part: keyof AuditFilter): AuditFilter {
  const { [part]: _gone, ...rest } = filter;
  return rest;
}

function dayWords(from: string | undefined, to: string | undefined): string | null {
  if (from === undefined && to === undefined) return null;
  if (from !== undefined && from === to) return formatDay(from);
  if (from === undefined) return `until ${formatDay(to ?? '')}`;
  return to === undefined ? `since ${formatDay(from)}` : `${formatDay(from)} to ${formatDay(to)}`;
}
