import { Checkbox, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Wait } from '../../../../src-preload/contract/sequences/definition';
import { plural } from '../../../../src-preload/contract/words';
import { trpc } from '../../../api/client';
import { NumberEntry } from '../../../ui/number-entry';
import { factsAbout } from '../editor/facts-about';
import { ClockField } from './clock-field';
import { newWaits, waitWords } from './sequence-words';

interface WaitFieldsProps {
  wait: Wait;
  readOnly: boolean;
  onChange: (wait: Wait) => void;
}

/** How long: hours that go by and days of a calendar are told apart. */
export function WaitFields({ wait, readOnly, onChange }: WaitFieldsProps) {
  return (
    <>
      <Select
        label="What is waited for"
        data={Object.entries(waitWords).map(([value, label]) => ({ value, label }))}
        value={wait.kind}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(kind) => kind !== null && onChange(newWaits[kind as Wait['kind']])}
      />
      {wait.kind === 'elapsed' && (
        <Amount
          label="So many"
          unit="hour"
          value={wait.hours}
          least={1}
          most={8760}
          readOnly={readOnly}
          onChange={(hours) => onChange({ ...wait, hours })}
        />
      )}
      {wait.kind === 'date' && <DayFact wait={wait} readOnly={readOnly} onChange={onChange} />}
      {wait.kind !== 'elapsed' && (
        <Amount
          label={wait.kind === 'date' ? 'Days after it; below zero: before' : 'So many'}
          unit={wait.kind === 'working' ? 'working day' : 'day'}
          value={wait.days}
          least={wait.kind === 'date' ? -365 : 1}
          most={wait.kind === 'working' ? 260 : 365}
          readOnly={readOnly}
          onChange={(days) => onChange({ ...wait, days })}
        />
      )}
      {wait.kind === 'calendar' && (
        <Checkbox
          label="At the same time of day"
          checked={wait.minute === null}
          disabled={readOnly}
          onChange={(event) => onChange({ ...wait, minute: event.currentTarget.checked ? null : 540 })}
        />
      )}
      {wait.kind !== 'elapsed' && wait.minute !== null && (
        <ClockField
          label="At, on their clocks"
          minute={wait.minute}
          readOnly={readOnly}
          onChange={(minute) => onChange({ ...wait, minute })}
        />
      )}
    </>
  );
}

function DayFact({
  wait,
  readOnly,
  onChange,
}: Omit<WaitFieldsProps, 'wait'> & { wait: Extract<Wait, { kind: 'date' }> }) {
  const facts = useQuery(trpc.rules.facts.queryOptions()).data?.facts ?? [];
  const days = factsAbout('contact', facts).filter(({ type }) => type === 'day');
  const isGone = days.length > 0 && !days.some(({ name }) => name === wait.fact);
  return (
    <Select
      label="Which day"
      data={[
        ...days.map(({ name, label }) => ({ value: name, label })),
        ...(isGone ? [{ value: wait.fact, label: 'Not chosen yet' }] : []),
      ]}
      value={wait.fact}
      allowDeselect={false}
      readOnly={readOnly}
      onChange={(fact) => fact !== null && onChange({ ...wait, fact })}
    />
  );
}

interface AmountProps {
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  readOnly: boolean;
  onChange: (value: number) => void;
}

function Amount({ label, unit, value, least, most, readOnly, onChange }: AmountProps) {
  return (
    <NumberEntry
      label={label}
      suffix={` ${plural(Math.abs(value), unit)}`}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={least < 0}
      readOnly={readOnly}
      value={value}
      onChange={(next) => onChange(Math.min(most, Math.max(least, next ?? Math.max(least, 0))))}
    />
  );
}
