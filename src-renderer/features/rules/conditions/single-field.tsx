import { Select, TextInput } from '@mantine/core';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import { plural, rounded } from '../../../../src-preload/contract/words';
import { DayPicker } from '../../../ui/day-picker';
import { formatMoney } from '../../../ui/format/number';
import { NumberEntry } from '../../../ui/number-entry';
import { TypedField } from '../../../ui/typed-field';
import { readAmount } from '../../../ui/typed-number';
import classes from './condition-builder.module.css';

type Single = string | number | null;

interface SingleFieldProps {
  label: string;
  /** The id of what is told of it. */
  told: string;
  wrong: boolean;
  readOnly: boolean;
  fact: Fact;
  value: Single;
  onChange: (value: Single) => void;
  /** A bare number, whatever the fact is. */
  plain?: boolean;
  /** In place of the fact's. */
  unit?: string;
}

/** One value of a fact: shares in percent, amounts in the company's currency, days in a calendar. */
export function SingleField(props: SingleFieldProps) {
  const { label, told, wrong, readOnly, fact, value, onChange } = props;
  const named = { 'aria-label': label, 'aria-describedby': told, error: wrong, readOnly };
  if (props.plain) return <FigureField {...props} />;
  switch (fact.type) {
    case 'money':
      return (
        <TypedField
          label={label}
          labelShown={false}
          told={told}
          wrong={wrong}
          readOnly={readOnly}
          width={112}
          value={typeof value === 'number' ? value : undefined}
          words={formatMoney}
          read={readAmount}
          onChange={(next) => onChange(next ?? null)}
        />
      );
    case 'day':
      return (
        <DayPicker
          label={label}
          told={told}
          wrong={wrong}
          readOnly={readOnly}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'text':
      return (
        <TextInput
          {...named}
          w={176}
          maxLength={500}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'choice':
      return (
        <Select
          {...named}
          w={168}
          placeholder="Choose one"
          data={withGone(fact, typeof value === 'string' ? [value] : [])}
          value={typeof value === 'string' ? value : null}
          searchable={fact.words.length > 8}
          allowDeselect={false}
          onChange={onChange}
        />
      );
    case 'number':
    case 'share':
    case 'yes-no':
      return <FigureField {...props} />;
  }
}

/** Words of a choice, and those that were chosen and are none of them any more. */
export function withGone(fact: Fact, chosen: readonly string[]): { value: string; label: string }[] {
  const gone = chosen.filter((value) => !fact.words.some((word) => word.value === value));
  return [
    ...fact.words.map(({ value, label }) => ({ value, label })),
    ...gone.map((value) => ({ value, label: value })),
  ];
}

function FigureField(props: SingleFieldProps) {
  const { label, told, wrong, readOnly, fact, value, onChange, plain = false } = props;
  const isShare = fact.type === 'share' && !plain;
  const figure = typeof value === 'number' ? value : undefined;
  // What a person types in percent is kept as the share that it means, without what doubles leave beside it.
  const shown = figure !== undefined && isShare ? rounded(100 * figure, 6) : figure;
  const unit = props.unit || unitOf(fact, shown, plain);
  return (
    <span className={classes.together}>
      <NumberEntry
        aria-label={label}
        aria-describedby={told}
        w={88}
        value={shown}
        decimalScale={6}
        clampBehavior="none"
        error={wrong}
        readOnly={readOnly}
        onChange={(next) => onChange(next === undefined ? null : isShare ? rounded(next / 100, 8) : next)}
      />
      {unit !== '' && <span className={classes.word}>{unit}</span>}
    </span>
  );
}

/** A change has its unit in its switch. */
function unitOf(fact: Fact, shown: number | undefined, plain: boolean): string {
  if (plain) return '';
  if (fact.type === 'share') return '%';
  return fact.unit === null ? '' : plural(shown ?? 0, fact.unit);
}
