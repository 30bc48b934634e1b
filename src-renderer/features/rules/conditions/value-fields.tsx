import { SegmentedControl, Select } from '@mantine/core';
import type { Change } from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import { operatorWords } from '../../../../src-preload/contract/rules/operators';
import { plural } from '../../../../src-preload/contract/words';
import { NumberEntry } from '../../../ui/number-entry';
import { useBuilding } from './building';
import classes from './condition-builder.module.css';
import { ListField } from './list-field';
import type { FieldProps } from './parameter-fields';
import { SingleField } from './single-field';

interface ValueFieldsProps extends FieldProps {
  fact: Fact | undefined;
}

/** What the fact is held against: as its type and its unit want it. */
export function ValueFields(props: ValueFieldsProps) {
  const { condition, fact } = props;
  if (condition.field === '') return null;
  const { operand } = operatorWords[condition.operator];
  if (operand === 'segment') return <SegmentField {...props} />;
  if (operand === 'days') return <DaysField {...props} />;
  if (fact === undefined) return null;
  switch (operand) {
    case 'one':
      return <OneField {...props} fact={fact} />;
    case 'range':
      return <RangeFields {...props} fact={fact} />;
    case 'list':
      return <ListField {...props} fact={fact} />;
    case 'change':
      return <ChangeFields {...props} fact={fact} />;
    case 'none':
      return null;
  }
}

function OneField({ condition, set, fact, about, ...rest }: FieldProps & { fact: Fact }) {
  const { value } = condition;
  return (
    <SingleField
      {...rest}
      label={`Value: ${about}`}
      fact={fact}
      value={typeof value === 'string' || typeof value === 'number' ? value : null}
      onChange={(next) => set({ ...condition, value: next })}
    />
  );
}

function RangeFields({ condition, set, fact, about, ...rest }: FieldProps & { fact: Fact }) {
  const [from = null, to = null] = Array.isArray(condition.value) ? condition.value : [];
  return (
    <>
      <SingleField
        {...rest}
        label={`From: ${about}`}
        fact={fact}
        value={from}
        onChange={(next) => set({ ...condition, value: [next, to] })}
      />
      <span className={classes.word}>and</span>
      <SingleField
        {...rest}
        label={`To: ${about}`}
        fact={fact}
        value={to}
        onChange={(next) => set({ ...condition, value: [from, next] })}
      />
    </>
  );
}

const noChange: Change = { by: null, unit: 'absolute', days: null };

/** By how much, in the unit or in percent, against so many days before. */
function ChangeFields({ condition, set, fact, about, told, wrong, readOnly }: FieldProps & { fact: Fact }) {
  const { value } = condition;
  const change = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : noChange;
  const alter = (part: Partial<Change>) => set({ ...condition, value: { ...change, ...part } });
  return (
    <>
      <SingleField
        label={`By how much: ${about}`}
        told={told}
        wrong={wrong}
        readOnly={readOnly}
        fact={fact}
        plain={change.unit === 'percent'}
        unit={fact.type === 'share' ? 'points' : ''}
        value={change.by}
        onChange={(by) => alter({ by: typeof by === 'number' ? by : null })}
      />
      {fact.type !== 'share' && (
        <SegmentedControl
          aria-label={`Unit: ${about}`}
          value={change.unit}
          readOnly={readOnly}
          data={[
            { value: 'absolute', label: absoluteWords(fact) },
            { value: 'percent', label: '%' },
          ]}
          onChange={(unit) => alter({ unit: unit === 'percent' ? 'percent' : 'absolute' })}
        />
      )}
      <span className={classes.word}>in</span>
      <DaysEntry
        label={`Within how many days: ${about}`}
        told={told}
        wrong={wrong}
        readOnly={readOnly}
        days={change.days}
        onChange={(days) => alter({ days })}
      />
    </>
  );
}

function absoluteWords({ type, unit }: Fact): string {
  if (type === 'money') return 'amount';
  return unit === null ? 'points' : `${unit}s`;
}

function DaysField({ condition, set, about, ...rest }: FieldProps) {
  const { value, operator } = condition;
  return (
    <>
      <DaysEntry
        {...rest}
        label={`Days: ${about}`}
        days={typeof value === 'number' ? value : null}
        onChange={(days) => set({ ...condition, value: days })}
      />
      {operator === 'daysAfter' && <span className={classes.word}>ago</span>}
    </>
  );
}

interface DaysEntryProps extends Pick<FieldProps, 'told' | 'wrong' | 'readOnly'> {
  label: string;
  days: number | null;
  onChange: (days: number | null) => void;
}

function DaysEntry({ label, told, wrong, readOnly, days, onChange }: DaysEntryProps) {
  return (
    <>
      <NumberEntry
        aria-label={label}
        aria-describedby={told}
        w={64}
        value={days ?? undefined}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        error={wrong}
        readOnly={readOnly}
        onChange={(next) => onChange(next ?? null)}
      />
      <span className={classes.word}>{plural(days ?? 0, 'day')}</span>
    </>
  );
}

function SegmentField({ condition, set, about, told, wrong, readOnly }: FieldProps) {
  const { segments } = useBuilding();
  const chosen = typeof condition.value === 'string' ? condition.value : null;
  const isGone = chosen !== null && !segments.some(({ id }) => id === chosen);
  return (
    <Select
      aria-label={`Which segment: ${about}`}
      aria-describedby={told}
      placeholder={segments.length === 0 ? 'There is none yet' : 'Choose a segment'}
      w={216}
      data={[
        ...segments.map(({ id, name }) => ({ value: id, label: name })),
        ...(isGone ? [{ value: chosen, label: 'One that is gone' }] : []),
      ]}
      value={chosen}
      searchable={segments.length > 8}
      allowDeselect={false}
      error={wrong}
      readOnly={readOnly}
      onChange={(value) => value !== null && set({ ...condition, value })}
    />
  );
}
