import { Menu, Select } from '@mantine/core';
import { useId } from 'react';
import {
  type Condition,
  type Operator,
  segmentField,
} from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import { operatorsOf, operatorWords } from '../../../../src-preload/contract/rules/operators';
import { useBuilding } from './building';
import classes from './condition-builder.module.css';
import { isUnfinished, mayHoldForDays, withOperator } from './condition-draft';
import { type Path, withPart } from './condition-tree';
import { FactChoice } from './fact-choice';
import { Faults } from './faults';
import { ForDaysField, ParameterFields } from './parameter-fields';
import { PartActions } from './part-actions';
import { ValueFields } from './value-fields';

/** One question about one fact. */
export function ConditionRow({ condition, path }: { condition: Condition; path: Path }) {
  const { tree, change, factOf, faultsAt, isStrict, readOnly } = useBuilding();
  const told = useId();
  const fact = factOf(condition.field);
  const set = (next: Condition) => change(withPart(tree, path, next));
  const faults = faultsAt(path);
  const isGrave = isStrict || !isUnfinished(condition);
  const about = fact?.label ?? (condition.field === segmentField ? 'Saved segment' : 'this condition');
  const wrong = (part: string) => isGrave && faults.some((fault) => fault.part === part && !fault.isRemark);
  const given = { condition, set, readOnly, about, told };
  return (
    <fieldset className={classes.condition} data-part={condition.id} aria-label={`Condition: ${about}`}>
      <div className={classes.row}>
        <div className={classes.fields}>
          <FactChoice {...given} fact={fact} wrong={wrong('field')} />
          {fact && <ParameterFields {...given} fact={fact} wrong={wrong('params')} />}
          {condition.field !== '' && <OperatorChoice {...given} fact={fact} wrong={wrong('operator')} />}
          <ValueFields {...given} fact={fact} wrong={wrong('value')} />
          {condition.forDays != null && <ForDaysField {...given} wrong={wrong('forDays')} />}
        </div>
        <PartActions part={condition} path={path} name={about}>
          {fact !== undefined && mayHoldForDays(fact, condition.operator) && condition.forDays == null && (
            <Menu.Item onClick={() => set({ ...condition, forDays: 7 })}>Ask for days in a row</Menu.Item>
          )}
        </PartActions>
      </div>
      <Faults id={told} faults={faults} isGrave={isGrave} />
    </fieldset>
  );
}

interface OperatorChoiceProps {
  condition: Condition;
  set: (next: Condition) => void;
  fact: Fact | undefined;
  about: string;
  told: string;
  wrong: boolean;
  readOnly: boolean;
}

const ofSegments: readonly Operator[] = ['inSegment', 'notInSegment'];

function OperatorChoice({ condition, set, fact, about, told, wrong, readOnly }: OperatorChoiceProps) {
  const offered = fact === undefined ? ofSegments : operatorsOf(fact);
  // One that the fact doesn't take stays in sight until another is chosen.
  const all = offered.includes(condition.operator) ? offered : [condition.operator, ...offered];
  return (
    <Select
      aria-label={`How ${about} is asked about`}
      aria-describedby={told}
      className={classes.operator ?? ''}
      data={all.map((value) => ({ value, label: labelOf(value) }))}
      value={condition.operator}
      allowDeselect={false}
      error={wrong}
      readOnly={readOnly}
      onChange={(value) => value !== null && set(withOperator(condition, fact, value))}
    />
  );
}

/** The field for its days stands between the two halves. */
function labelOf(operator: Operator): string {
  return operatorWords[operator].label.replace(' … ago', '');
}
