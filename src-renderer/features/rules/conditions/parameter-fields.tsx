import { Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Condition } from '../../../../src-preload/contract/rules/condition';
import type { Fact, FactParameter } from '../../../../src-preload/contract/rules/fact';
import { plural } from '../../../../src-preload/contract/words';
import { IconButton } from '../../../ui/icon-button';
import { NumberEntry } from '../../../ui/number-entry';
import classes from './condition-builder.module.css';

export interface FieldProps {
  condition: Condition;
  set: (next: Condition) => void;
  about: string;
  /** The id of what is told of it. */
  told: string;
  wrong: boolean;
  readOnly: boolean;
}

/** What a fact has to be told: within how many days, of which feature. */
export function ParameterFields({ fact, ...rest }: FieldProps & { fact: Fact }) {
  return fact.parameters.map((parameter) => (
    <ParameterField key={parameter.name} parameter={parameter} {...rest} />
  ));
}

function ParameterField({
  parameter,
  condition,
  set,
  about,
  told,
  wrong,
  readOnly,
}: FieldProps & { parameter: FactParameter }) {
  const { name, label } = parameter;
  const value = condition.params?.[name] ?? parameter.usual;
  const tell = (next: string | number) =>
    set({ ...condition, params: { ...condition.params, [name]: next } });
  const named = { 'aria-label': `${label}: ${about}`, 'aria-describedby': told, error: wrong, readOnly };
  if (parameter.type === 'days')
    return (
      <span className={classes.together}>
        <span className={classes.word}>in</span>
        <NumberEntry
          {...named}
          w={64}
          value={typeof value === 'number' ? value : undefined}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          // An empty one is said to be missing; 0 days are none.
          onChange={(next) => tell(next ?? 0)}
        />
        <span className={classes.word}>{plural(Number(value), 'day')}</span>
      </span>
    );
  const isKnown = value === '' || parameter.words.some((word) => word.value === value);
  return (
    <Select
      {...named}
      w={168}
      data={[
        ...parameter.words.map((word) => ({ value: word.value, label: word.label })),
        ...(isKnown ? [] : [{ value: String(value), label: String(value) }]),
      ]}
      value={value === '' ? null : String(value)}
      placeholder={`Choose: ${label.toLowerCase()}`}
      searchable={parameter.words.length > 3}
      selectFirstOptionOnChange
      nothingFoundMessage={`No ${label.toLowerCase()} is called that`}
      allowDeselect={false}
      onChange={(next) => next !== null && tell(next)}
    />
  );
}

/** On how many days in a row it has to hold. */
export function ForDaysField({ condition, set, about, told, wrong, readOnly }: FieldProps) {
  return (
    <>
      <span className={classes.word}>on</span>
      <NumberEntry
        aria-label={`Days in a row: ${about}`}
        aria-describedby={told}
        w={64}
        value={condition.forDays ?? undefined}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        error={wrong}
        readOnly={readOnly}
        onChange={(days) => set({ ...condition, forDays: days ?? 0 })}
      />
      <span className={classes.word}>{plural(condition.forDays ?? 0, 'day')} in a row</span>
      {!readOnly && (
        <IconButton label={`One day suffices: ${about}`} onClick={() => set(onOneDay(condition))}>
          <IconX size={13} stroke={1.6} />
        </IconButton>
      )}
    </>
  );
}

function onOneDay({ forDays: _forDays, ...rest }: Condition): Condition {
  return rest;
}
