import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Attribute, AttributeTest } from '../../../../src-preload/contract/attributes';
import { daySchema } from '../../../../src-preload/contract/domain';
import { AnyOf } from '../../../ui/filter/any-of';
import { AmountRange, NumberRange } from './filter-controls';
import classes from './filter-controls.module.css';
import type { Range } from './filter-words';

interface OwnFieldControlProps {
  field: Attribute;
  test: AttributeTest | undefined;
  onChange: (test: AttributeTest | undefined) => void;
}

/** What one of the company's own fields may be asked: by its type, or whether it is known at all. */
export function OwnFieldControl({ field, test, onChange }: OwnFieldControlProps) {
  const { name } = field;
  return (
    <div className={classes.ownField}>
      <TypeControl field={field} test={test} onChange={onChange} />
      <Checkbox
        label="Not known"
        checked={test?.test === 'unknown'}
        onChange={(event) => onChange(event.currentTarget.checked ? { name, test: 'unknown' } : undefined)}
      />
    </div>
  );
}

function TypeControl({ field: { name, label, type, choices }, test, onChange }: OwnFieldControlProps) {
  switch (type) {
    case 'choice':
      return (
        <AnyOf
          label={label}
          options={choices.map((value) => ({ value, label: value }))}
          chosen={test?.test === 'one of' ? test.values : []}
          onChange={(values) => onChange(values.length === 0 ? undefined : { name, test: 'one of', values })}
        />
      );
    case 'yes-no':
      return (
        <AnyOf
          label={label}
          options={yesAndNo}
          chosen={test?.test === 'is' ? [test.value ? 'yes' : 'no'] : []}
          onChange={(values) => {
            const last = values.at(-1);
            onChange(last === undefined ? undefined : { name, test: 'is', value: last === 'yes' });
          }}
        />
      );
    case 'text':
      return (
        <TextInput
          label="Contains"
          maxLength={200}
          value={test?.test === 'contains' ? test.text : ''}
          onChange={({ currentTarget: { value: text } }) =>
            onChange(text === '' ? undefined : { name, test: 'contains', text })
          }
        />
      );
    case 'day':
      return <DayRange name={name} test={test} onChange={onChange} />;
    case 'money':
    case 'number': {
      const range = test?.test === 'between' ? { least: test.least, most: test.most } : open;
      const change = (next: Range) => onChange(betweenOf(name, next));
      return type === 'money' ? (
        <AmountRange range={range} onChange={change} />
      ) : (
        <NumberRange min={-largest} max={largest} range={range} onChange={change} />
      );
    }
  }
}

const yesAndNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const;
const open: Range = { least: undefined, most: undefined };
const largest = 1e15;

function betweenOf(name: string, { least, most }: Range): AttributeTest | undefined {
  return least === undefined && most === undefined ? undefined : { name, test: 'between', least, most };
}

function DayRange({ name, test, onChange }: Omit<OwnFieldControlProps, 'field'> & { name: string }) {
  const { from, to } = test?.test === 'in days' ? test : { from: undefined, to: undefined };
  const change = (next: { from: string | undefined; to: string | undefined }) =>
    onChange(
      next.from === undefined && next.to === undefined ? undefined : { name, test: 'in days', ...next },
    );
  return (
    <div className={classes.range}>
      <DayField label="From" day={from} onChange={(day) => change({ from: day, to })} />
      <DayField label="To" day={to} onChange={(day) => change({ from, to: day })} />
    </div>
  );
}

/** A day that may be left open: what is no day yet changes nothing. */
function DayField({
  label,
  day,
  onChange,
}: {
  label: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? day ?? '';
  const isDay = daySchema.safeParse(text).success;
  return (
    <TextInput
      label={label}
      placeholder="2026-01-31"
      maxLength={10}
      value={text}
      error={text !== '' && !isDay ? 'Write 2026-01-31' : undefined}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        if (value === '') onChange(undefined);
        else if (daySchema.safeParse(value).success) onChange(value);
      }}
      onBlur={() => (text === '' || isDay) && setTyped(null)}
    />
  );
}
