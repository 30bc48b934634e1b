import { Select } from '@mantine/core';
import { type Condition, segmentField } from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import { useBuilding } from './building';
import row from './condition-builder.module.css';
import { aboutSegments, withFact } from './condition-draft';
import classes from './fact-choice.module.css';

interface FactChoiceProps {
  condition: Condition;
  set: (next: Condition) => void;
  fact: Fact | undefined;
  told: string;
  wrong: boolean;
  readOnly: boolean;
}

/** What is asked about: every fact of the catalogue by its heading, the company's own fields, and segments. */
export function FactChoice({ condition, set, fact, told, wrong, readOnly }: FactChoiceProps) {
  const { facts, factOf } = useBuilding();
  const byGroup = Map.groupBy(facts, ({ group }) => group);
  const { field } = condition;
  const isGone = field !== '' && field !== segmentField && fact === undefined;
  const data = [
    ...[...byGroup].map(([group, items]) => ({
      group,
      items: items.map(({ name, label }) => ({ value: name, label })),
    })),
    { group: 'Segments', items: [{ value: segmentField, label: 'Saved segment' }] },
    ...(isGone ? [{ group: 'Not there any more', items: [{ value: field, label: field }] }] : []),
  ];
  function choose(name: string | null): void {
    if (name === null || name === field) return;
    const next = factOf(name);
    if (name === segmentField) set(aboutSegments(condition, segmentField));
    else if (next !== undefined) set(withFact(condition, fact, next));
  }
  return (
    <Select
      aria-label="What is asked about"
      aria-describedby={told}
      placeholder="Choose a fact"
      className={row.fact ?? ''}
      data={data}
      value={field === '' ? null : field}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage="No fact is called that"
      allowDeselect={false}
      error={wrong}
      readOnly={readOnly}
      renderOption={({ option }) => <FactOption fact={factOf(option.value)} label={option.label} />}
      onChange={choose}
    />
  );
}

function FactOption({ fact, label }: { fact: Fact | undefined; label: string }) {
  return (
    <span className={classes.option}>
      {label}
      {fact?.past === 'present' && <span className={classes.note}>as of now</span>}
    </span>
  );
}
