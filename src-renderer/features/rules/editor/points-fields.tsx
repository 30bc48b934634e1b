import { TextInput } from '@mantine/core';
import type { RuleAction } from '../../../../src-preload/contract/rules/action';
import { NumberEntry } from '../../../ui/number-entry';
import classes from './fields.module.css';

interface PointsFieldsProps {
  action: Extract<RuleAction, { kind: 'points' }>;
  readOnly: boolean;
  onChange: (action: RuleAction) => void;
}

/** How many points the account is given, and what its ledger says of them. */
export function PointsFields({ action, readOnly, onChange }: PointsFieldsProps) {
  return (
    <>
      <NumberEntry
        label="Points"
        description="For an account that takes part in rewards; its tier multiplies them"
        min={1}
        max={1_000_000}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        readOnly={readOnly}
        value={action.points}
        onChange={(points) => onChange({ ...action, points: Math.max(1, Math.trunc(points ?? 1)) })}
      />
      <TextInput
        label="What for"
        description="Stands in the ledger; empty: the rule’s name"
        className={classes.wide ?? ''}
        maxLength={300}
        readOnly={readOnly}
        value={action.reason}
        onChange={(event) => onChange({ ...action, reason: event.currentTarget.value })}
      />
    </>
  );
}
