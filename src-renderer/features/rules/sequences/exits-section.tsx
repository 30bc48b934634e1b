import { Button, Checkbox, Select } from '@mantine/core';
import { ruleModes } from '../../../../src-preload/contract/rules/rule-definition';
import type { SequenceDefinition } from '../../../../src-preload/contract/sequences/definition';
import { Section } from '../../../ui/section';
import { type BuilderGiven, ConditionBuilder } from '../conditions/condition-builder';
import { emptyCondition, newId } from '../conditions/condition-draft';
import classes from '../editor/fields.module.css';
import { DaysField } from '../editor/firing-section';
import { modeWords } from '../editor/setting-words';
import { ClockField } from './clock-field';

interface ExitsSectionProps {
  definition: SequenceDefinition;
  change: (part: Partial<SequenceDefinition>) => void;
  readOnly: boolean;
  given: BuilderGiven;
}

const reentryWords = {
  never: 'Nobody comes in twice',
  after: 'Again after some days',
  always: 'Again as soon as it is over',
} as const;

/** When somebody goes out early, who comes in again, and in which hours anything begins. */
export function ExitsSection({ definition, change, readOnly, given }: ExitsSectionProps) {
  const { goal, onReply, onChurn, reentry, hours, mode } = definition;
  return (
    <Section title="When it ends early, and its hours" note="Who unsubscribes or leaves goes out in any case">
      <div className={classes.fields}>
        <Checkbox
          label="When they reply"
          checked={onReply}
          disabled={readOnly}
          onChange={(event) => change({ onReply: event.currentTarget.checked })}
        />
        <Checkbox
          label="When the account churns"
          checked={onChurn}
          disabled={readOnly}
          onChange={(event) => change({ onChurn: event.currentTarget.checked })}
        />
        <Checkbox
          label="In working hours alone"
          description="What it sends and opens, on their clocks"
          checked={hours !== null}
          disabled={readOnly}
          onChange={(event) =>
            change({ hours: event.currentTarget.checked ? { from: 540, until: 1020 } : null })
          }
        />
        {hours !== null && (
          <>
            <ClockField
              label="From"
              minute={hours.from}
              readOnly={readOnly}
              onChange={(from) => from < hours.until && change({ hours: { ...hours, from } })}
            />
            <ClockField
              label="Until"
              minute={hours.until}
              readOnly={readOnly}
              onChange={(until) => until > hours.from && change({ hours: { ...hours, until } })}
            />
          </>
        )}
        <Select
          label="Who was inside"
          data={Object.entries(reentryWords).map(([value, label]) => ({ value, label }))}
          value={reentry.kind}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(kind) =>
            change({
              reentry: kind === 'after' ? { kind, days: 90 } : { kind: kind === 'always' ? kind : 'never' },
            })
          }
        />
        {reentry.kind === 'after' && (
          <DaysField
            label="After"
            days={reentry.days}
            least={1}
            most={3650}
            readOnly={readOnly}
            onChange={(days) => change({ reentry: { kind: 'after', days } })}
          />
        )}
        <Select
          label="How its mails go"
          data={ruleModes.map((value) => ({ value, label: modeWords[value] }))}
          value={mode}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => value !== null && change({ mode: value })}
        />
      </div>
      <div className={classes.below}>
        {goal === null ? (
          !readOnly && (
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => change({ goal: { id: newId(), combinator: 'and', rules: [emptyCondition()] } })}
            >
              End it when a goal is reached
            </Button>
          )
        ) : (
          <>
            <p className={classes.label}>The goal is reached as soon as</p>
            <ConditionBuilder
              {...given}
              label="Conditions of the goal"
              tree={goal}
              readOnly={readOnly}
              onChange={(tree) => change({ goal: tree })}
            />
            {!readOnly && (
              <Button variant="subtle" color="gray" size="compact-xs" onClick={() => change({ goal: null })}>
                Without a goal
              </Button>
            )}
          </>
        )}
      </div>
    </Section>
  );
}
