import { Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  type ActivityCompletion,
  type MilestoneCompletion,
  type MilestoneDefinition,
  measuresOfAccounts,
  milestoneMeasures,
} from '../../../../src-preload/contract/milestones/milestone-definition';
import { type ConditionGroup, segmentField } from '../../../../src-preload/contract/rules/condition';
import { trpc } from '../../../api/client';
import { NumberEntry } from '../../../ui/number-entry';
import { measureWords } from '../milestone-words';

interface CompletionFieldsProps {
  completion: MilestoneCompletion;
  audience: MilestoneDefinition['audience'];
  onChange: (completion: MilestoneCompletion) => void;
}

const ways = [
  { value: 'hand', label: 'A person says so' },
  { value: 'activity', label: 'It is counted from use' },
];
const ofAccounts = { value: 'conditions', label: 'The account comes to be in a segment' };
const ofContacts = { value: 'conditions', label: 'The conditions of a rule about contacts hold' };
const usual: ActivityCompletion = {
  by: 'activity',
  measure: 'people',
  features: 'any',
  withinDays: 28,
  target: 5,
};
const kinds = [
  { value: 'any', label: 'Any use' },
  { value: 'core', label: 'Core features' },
  { value: 'some', label: 'Some features' },
];

/** What completes a milestone. */
export function CompletionFields({ completion, audience, onChange }: CompletionFieldsProps) {
  return (
    <Stack gap="xs">
      <Select
        label="Complete when"
        allowDeselect={false}
        data={[...ways, audience === 'account' ? ofAccounts : ofContacts]}
        value={completion.by}
        onChange={(by) => onChange(begun(by, audience))}
      />
      {completion.by === 'activity' && (
        <ActivityFields completion={completion} audience={audience} onChange={onChange} />
      )}
      {completion.by === 'conditions' &&
        (audience === 'account' ? (
          <SegmentField completion={completion} onChange={onChange} />
        ) : (
          <RuleField completion={completion} onChange={onChange} />
        ))}
    </Stack>
  );
}

function begun(by: string | null, audience: MilestoneDefinition['audience']): MilestoneCompletion {
  if (by === 'activity') return audience === 'contact' ? { ...usual, measure: 'days', target: 3 } : usual;
  if (by === 'conditions') return { by, conditions: { combinator: 'and', rules: [] } };
  return { by: 'hand' };
}

interface ActivityFieldsProps extends Omit<CompletionFieldsProps, 'completion'> {
  completion: ActivityCompletion;
}

function ActivityFields({ completion, audience, onChange }: ActivityFieldsProps) {
  const { measure, target, withinDays, features } = completion;
  const choices = useQuery(trpc.milestones.features.queryOptions()).data?.features ?? [];
  const change = (part: Partial<ActivityCompletion>) => onChange({ ...completion, ...part });
  const measures = milestoneMeasures.filter(
    (one) => audience === 'account' || !measuresOfAccounts.includes(one),
  );
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label="What is counted"
          allowDeselect={false}
          data={measures.map((value) => ({ value, label: measureWords[value].label }))}
          value={measure}
          onChange={(value) => change({ measure: measures.find((one) => one === value) ?? 'events' })}
        />
        <NumberEntry
          label={`How many ${measureWords[measure].unit}`}
          min={1}
          max={measure === 'seat_share' ? 100 : 10_000_000}
          value={target}
          onChange={(value) => change({ target: value ?? 1 })}
        />
        {measure !== 'streak' && (
          <NumberEntry
            label="Within days"
            placeholder="At any time"
            min={1}
            max={366}
            value={withinDays ?? undefined}
            onChange={(value) => change({ withinDays: value ?? null })}
          />
        )}
      </Group>
      {measure === 'streak' && (
        <Text size="sm" c="dimmed">
          Days of each account’s own time zone; the company’s where it has none.
        </Text>
      )}
      <Group grow align="flex-start">
        <Select
          label="Of"
          allowDeselect={false}
          data={kinds}
          value={typeof features === 'string' ? features : 'some'}
          onChange={(value) =>
            change({
              features:
                value === 'some'
                  ? choices.slice(0, 1).map(({ id }) => id)
                  : value === 'core'
                    ? 'core'
                    : 'any',
            })
          }
        />
        {typeof features !== 'string' && (
          <MultiSelect
            label="Features"
            searchable
            maxValues={50}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...features]}
            onChange={(chosen) => change({ features: chosen })}
          />
        )}
      </Group>
    </>
  );
}

interface ConditionsFieldProps {
  completion: Extract<MilestoneCompletion, { by: 'conditions' }>;
  onChange: (completion: MilestoneCompletion) => void;
}

/** Conditions are written as a segment, which rules and lists use as well. Others, of an import perhaps, stay as they are. */
function SegmentField({ completion, onChange }: ConditionsFieldProps) {
  const segments = useQuery(trpc.segments.list.queryOptions()).data?.segments ?? [];
  const [only, ...more] = completion.conditions.rules;
  const named =
    only && 'field' in only && only.field === segmentField && more.length === 0 ? only.value : null;
  return (
    <Select
      label="Segment"
      description="Its conditions are written under Rules, New segment."
      placeholder={only === undefined || named !== null ? 'Choose one' : 'Conditions of its own'}
      data={segments.map(({ id, name }) => ({ value: id, label: name }))}
      value={typeof named === 'string' ? named : null}
      onChange={(value) =>
        value !== null &&
        onChange({
          by: 'conditions',
          conditions: { combinator: 'and', rules: [{ field: segmentField, operator: 'inSegment', value }] },
        })
      }
    />
  );
}

/** Conditions about contacts are written as a rule, which need not be on; they are taken as they are when it is chosen. */
function RuleField({ completion, onChange }: ConditionsFieldProps) {
  const all = useQuery(trpc.rules.list.queryOptions()).data?.rules ?? [];
  const rules = all.filter(({ definition }) => definition.subject === 'contact');
  const isOf = (conditions: ConditionGroup) =>
    JSON.stringify(conditions) === JSON.stringify(completion.conditions);
  return (
    <Select
      label="Rule"
      description="Its conditions as they are now. They are written under Rules, New rule, about contacts; it need not be on."
      placeholder={completion.conditions.rules.length === 0 ? 'Choose one' : 'Conditions of its own'}
      data={rules.map(({ id, name }) => ({ value: id, label: name }))}
      value={rules.find(({ definition }) => isOf(definition.conditions))?.id ?? null}
      onChange={(id) => {
        const chosen = rules.find((rule) => rule.id === id);
        if (chosen !== undefined) onChange({ by: 'conditions', conditions: chosen.definition.conditions });
      }}
    />
  );
}
