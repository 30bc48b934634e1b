import { Select } from '@mantine/core';
import {
  mostHeldOut,
  type RuleDefinition,
  ruleModes,
  rulePriorities,
} from '../../../../src-preload/contract/rules/rule-definition';
import { NumberEntry } from '../../../ui/number-entry';
import { Section } from '../../../ui/section';
import classes from './fields.module.css';
import type { PartProps } from './firing-section';
import { modeWords, priorityWords } from './setting-words';

type Limits = RuleDefinition['limits'];

/** How it acts, how often at most, and for whom it holds back so that its effect can be told. */
export function LimitsSection({ definition, change, readOnly }: PartProps) {
  const { mode, priority, holdoutPercent, limits } = definition;
  const limit = (part: Partial<Limits>) => change({ limits: { ...limits, ...part } });
  return (
    <Section title="How it acts, and its limits">
      <div className={classes.fields}>
        <Select
          label="How it acts"
          data={ruleModes.map((value) => ({ value, label: modeWords[value] }))}
          value={mode}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && change({ mode: value })}
        />
        <Select
          label="Priority"
          description="Where a limit lets one through"
          data={rulePriorities.map((value) => ({ value, label: priorityWords[value] }))}
          value={priority}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && change({ priority: value })}
        />
        <NumberEntry
          label="Held out"
          description="Accounts that get no mail of it, to compare with"
          suffix="%"
          min={0}
          max={mostHeldOut}
          clampBehavior="strict"
          allowDecimal={false}
          readOnly={readOnly}
          value={holdoutPercent}
          onChange={(next) => change({ holdoutPercent: Math.min(mostHeldOut, Math.max(0, next ?? 0)) })}
        />
        <LimitField
          label="For an account, at most"
          limit={limits.perAccount}
          readOnly={readOnly}
          onChange={(perAccount) => limit({ perAccount })}
        />
        <LimitField
          label="For a contact, at most"
          limit={limits.perContact}
          readOnly={readOnly}
          onChange={(perContact) => limit({ perContact })}
        />
        <NumberEntry
          label="On one day, at most"
          placeholder="No limit"
          suffix=" firings"
          min={1}
          max={100_000}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          readOnly={readOnly}
          value={limits.perDay ?? undefined}
          onChange={(next) =>
            limit({ perDay: next === undefined || next < 1 ? null : Math.min(100_000, next) })
          }
        />
      </div>
    </Section>
  );
}

interface LimitFieldProps {
  label: string;
  limit: Limits['perAccount'];
  readOnly: boolean;
  onChange: (limit: Limits['perAccount']) => void;
}

/** The periods that are usual; one of another length stays as it is until another is chosen. */
const usualDays = [1, 7, 28, 90, 365];

/** So many firings within so many days; empty: no limit. */
function LimitField({ label, limit, readOnly, onChange }: LimitFieldProps) {
  const days = limit?.days ?? 28;
  const offered = usualDays.includes(days) ? usualDays : [...usualDays, days].sort((a, b) => a - b);
  return (
    <div className={classes.limit}>
      <NumberEntry
        label={label}
        flex={1}
        miw={0}
        placeholder="No limit"
        min={1}
        max={1000}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        readOnly={readOnly}
        value={limit?.most}
        onChange={(next) =>
          onChange(next === undefined || next < 1 ? null : { most: Math.min(1000, next), days })
        }
      />
      {limit !== null && (
        <Select
          aria-label={`${label}: within`}
          w={116}
          data={offered.map((value) => ({
            value: String(value),
            label: value === 1 ? 'in a day' : `in ${value} days`,
          }))}
          value={String(days)}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && onChange({ ...limit, days: Number(value) })}
        />
      )}
    </div>
  );
}
