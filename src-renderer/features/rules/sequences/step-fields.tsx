import { Select, TextInput } from '@mantine/core';
import { ctaTypes } from '../../../../src-preload/contract/rules/action';
import type { RuleFinding } from '../../../../src-preload/contract/rules/finding';
import type { Step } from '../../../../src-preload/contract/sequences/definition';
import { type BuilderGiven, ConditionBuilder } from '../conditions/condition-builder';
import { faultsOf } from '../conditions/faults-of';
import { DueField } from '../editor/due-field';
import classes from '../editor/fields.module.css';
import { PlaybookTasks } from '../editor/playbook-tasks';
import { ctaTypeWords } from '../editor/setting-words';
import { MailFields } from './mail-fields';
import { WaitFields } from './wait-fields';

export interface StepFieldsProps<Of = Step> {
  step: Of;
  /** Of all steps, in their order: where a branch may lead. */
  steps: readonly Step[];
  /** What each says, by its place. */
  lines: readonly string[];
  given: Omit<BuilderGiven, 'faults'>;
  /** Of this step. */
  findings: readonly RuleFinding[];
  readOnly: boolean;
  onChange: (step: Step) => void;
}

/** What one step is told. */
export function StepFields(props: StepFieldsProps) {
  const { step, readOnly, onChange } = props;
  switch (step.kind) {
    case 'mail':
      return (
        <div className={classes.fields}>
          <MailFields step={step} readOnly={readOnly} onChange={onChange} />
        </div>
      );
    case 'wait':
      return (
        <div className={classes.fields}>
          <WaitFields wait={step.wait} readOnly={readOnly} onChange={(wait) => onChange({ ...step, wait })} />
        </div>
      );
    case 'branch':
      return <BranchFields {...props} step={step} />;
    case 'cta':
      return (
        <div className={classes.fields}>
          <TitleField step={step} readOnly={readOnly} onChange={onChange} />
          <Select
            label="Type"
            data={ctaTypes.map((value) => ({ value, label: ctaTypeWords[value] }))}
            value={step.type}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(type) => type !== null && onChange({ ...step, type })}
          />
          <DueField
            label="Due in"
            days={step.dueWorkingDays}
            readOnly={readOnly}
            onChange={(dueWorkingDays) => onChange({ ...step, dueWorkingDays })}
          />
        </div>
      );
    case 'playbook':
      return (
        <div className={classes.fields}>
          <TitleField step={step} readOnly={readOnly} onChange={onChange} />
          <PlaybookTasks
            tasks={step.tasks}
            readOnly={readOnly}
            onChange={(tasks) => onChange({ ...step, tasks })}
          />
        </div>
      );
    case 'exit':
      return <p className="faint">Whoever comes here is through.</p>;
  }
}

function TitleField({
  step,
  readOnly,
  onChange,
}: Pick<StepFieldsProps, 'readOnly' | 'onChange'> & { step: Extract<Step, { title: string }> }) {
  return (
    <TextInput
      label="Title"
      maxLength={200}
      readOnly={readOnly}
      value={step.title}
      onChange={(event) => onChange({ ...step, title: event.currentTarget.value })}
    />
  );
}

const theEnd = 'the end';

function BranchFields({
  step,
  steps,
  lines,
  given,
  findings,
  readOnly,
  onChange,
}: StepFieldsProps<Extract<Step, { kind: 'branch' }>>) {
  const place = steps.findIndex(({ id }) => id === step.id);
  const later = steps.flatMap(({ id }, at) => (at > place ? [{ id, at }] : []));
  const isGone = step.otherwise !== null && !later.some(({ id }) => id === step.otherwise);
  return (
    <>
      <ConditionBuilder
        {...given}
        label={`Conditions of step ${place + 1}`}
        tree={step.conditions}
        faults={faultsOf(
          findings.map((finding) => ({ ...finding, path: finding.path.slice(1) })),
          'steps',
        )}
        readOnly={readOnly}
        onChange={(conditions) => onChange({ ...step, conditions })}
      />
      <div className={classes.fields}>
        <Select
          label="Where they don’t hold, go to"
          data={[
            { value: theEnd, label: 'The end' },
            ...later.map(({ id, at }) => ({
              value: id,
              label: `${at + 1}. ${lines[at] ?? ''}`.slice(0, 80),
            })),
            ...(isGone ? [{ value: step.otherwise ?? '', label: 'A step that is gone, or earlier' }] : []),
          ]}
          value={step.otherwise ?? theEnd}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) => onChange({ ...step, otherwise: value === theEnd ? null : value })}
        />
        <Select
          label="Where that is not known"
          data={[
            { value: 'fails', label: 'As if they didn’t hold' },
            { value: 'holds', label: 'As if they held' },
          ]}
          value={step.unknown}
          allowDeselect={false}
          readOnly={readOnly}
          onChange={(value) =>
            value !== null && onChange({ ...step, unknown: value === 'holds' ? 'holds' : 'fails' })
          }
        />
      </div>
    </>
  );
}
