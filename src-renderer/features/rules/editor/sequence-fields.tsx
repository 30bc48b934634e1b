import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RuleAction } from '../../../../src-preload/contract/rules/action';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import { trpc } from '../../../api/client';
import { addresseesOf } from './setting-words';

/** Which sequence a rule lets whom into. */
export function SequenceFields({
  action,
  subject,
  readOnly,
  onChange,
}: {
  action: Extract<RuleAction, { kind: 'sequence' }>;
  subject: FactSubject;
  readOnly: boolean;
  onChange: (action: RuleAction) => void;
}) {
  const sequences = useQuery(trpc.sequences.list.queryOptions()).data?.sequences ?? [];
  const isGone = action.sequenceId !== null && !sequences.some(({ id }) => id === action.sequenceId);
  return (
    <>
      <Select
        label="Sequence"
        placeholder={sequences.length === 0 ? 'There is none yet' : 'Choose one'}
        data={[
          ...sequences.map(({ id, name, state }) => ({
            value: id,
            label: state === 'active' ? name : `${name} (${state})`,
          })),
          ...(isGone ? [{ value: action.sequenceId ?? '', label: 'One that is gone' }] : []),
        ]}
        value={action.sequenceId}
        searchable={sequences.length > 8}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(sequenceId) => onChange({ ...action, sequenceId })}
      />
      <Select
        label="Whom"
        data={addresseesOf(subject, action.to)}
        value={action.to}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(to) => to !== null && onChange({ ...action, to })}
      />
    </>
  );
}
