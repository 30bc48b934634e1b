import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ctaTypes, type RuleAction } from '../../../../src-preload/contract/rules/action';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import { trpc } from '../../../api/client';
import { NumberEntry } from '../../../ui/number-entry';
import { templateLabel } from '../../../ui/words/template-label';
import { DueField } from './due-field';
import classes from './fields.module.css';
import { PlaybookTasks } from './playbook-tasks';
import { PointsFields } from './points-fields';
import { SequenceFields } from './sequence-fields';
import { addresseesOf, ctaTypeWords } from './setting-words';

interface ActionFieldsProps<Action = RuleAction> {
  action: Action;
  place: number;
  /** What the rule is about. */
  subject: FactSubject;
  readOnly: boolean;
  onChange: (action: RuleAction) => void;
}

/** What one action is told, and the minutes of work that it is taken to cost. */
export function ActionFields(props: ActionFieldsProps) {
  const { action, place, readOnly, onChange } = props;
  return (
    <div className={classes.fields}>
      <OwnFields {...props} />
      <NumberEntry
        label="Work each time"
        aria-label={`Work each time, action ${place + 1}`}
        suffix=" min"
        min={0}
        max={10_000}
        clampBehavior="strict"
        allowNegative={false}
        readOnly={readOnly}
        value={action.minutes}
        onChange={(minutes) => onChange({ ...action, minutes: Math.min(10_000, Math.max(0, minutes ?? 0)) })}
      />
    </div>
  );
}

function OwnFields({ action, ...rest }: ActionFieldsProps) {
  switch (action.kind) {
    case 'cta':
      return <CtaFields action={action} {...rest} />;
    case 'email':
      return <EmailFields action={action} {...rest} />;
    case 'sequence':
      return <SequenceFields action={action} {...rest} />;
    case 'playbook':
      return (
        <>
          <TitleField action={action} {...rest} />
          <TypeField action={action} {...rest} />
          <PlaybookTasks
            tasks={action.tasks}
            readOnly={rest.readOnly}
            onChange={(tasks) => rest.onChange({ ...action, tasks })}
          />
          <WakesField action={action} {...rest} />
        </>
      );
    case 'points':
      return <PointsFields action={action} {...rest} />;
    case 'notification':
      return (
        <Textarea
          label="Text"
          description="On the desktop of whoever has the account"
          className={classes.wide ?? ''}
          autosize
          maxLength={300}
          readOnly={rest.readOnly}
          value={action.text}
          onChange={(event) => rest.onChange({ ...action, text: event.currentTarget.value })}
        />
      );
  }
}

type Titled = Extract<RuleAction, { title: string }>;

function TitleField({ action, readOnly, onChange }: ActionFieldsProps<Titled>) {
  return (
    <TextInput
      label="Title"
      maxLength={200}
      readOnly={readOnly}
      value={action.title}
      onChange={(event) => onChange({ ...action, title: event.currentTarget.value })}
    />
  );
}

function CtaFields(props: ActionFieldsProps<Extract<RuleAction, { kind: 'cta' }>>) {
  const { action, readOnly, onChange } = props;
  return (
    <>
      <TitleField {...props} />
      <TypeField {...props} />
      <DueField
        label="Due in"
        days={action.dueWorkingDays}
        readOnly={readOnly}
        onChange={(dueWorkingDays) => onChange({ ...action, dueWorkingDays })}
      />
      <WakesField {...props} />
    </>
  );
}

function TypeField({ action, readOnly, onChange }: ActionFieldsProps<Titled>) {
  return (
    <Select
      label="Type"
      data={ctaTypes.map((value) => ({ value, label: ctaTypeWords[value] }))}
      value={action.type ?? 'activity'}
      allowDeselect={false}
      readOnly={readOnly}
      onChange={(type) => type !== null && onChange({ ...action, type })}
    />
  );
}

/** A snooze goes before a rule, unless the rule says so. */
function WakesField({ action, readOnly, onChange }: ActionFieldsProps<Titled>) {
  return (
    <Checkbox
      className={classes.wide ?? ''}
      label="Wake it where it is snoozed"
      description="Otherwise a snoozed CTA rests until its day, and says that its rule fired again"
      checked={action.wakes === true}
      disabled={readOnly}
      onChange={({ currentTarget: { checked } }) => {
        const { wakes: _before, ...kept } = action;
        onChange(checked ? { ...kept, wakes: true } : kept);
      }}
    />
  );
}

function EmailFields({
  action,
  subject,
  readOnly,
  onChange,
}: ActionFieldsProps<Extract<RuleAction, { kind: 'email' }>>) {
  const templates = useQuery(trpc.templates.list.queryOptions()).data?.templates ?? [];
  const offered = templates.filter(({ id, isArchived }) => !isArchived || id === action.templateId);
  const isGone = action.templateId !== null && !offered.some(({ id }) => id === action.templateId);
  return (
    <>
      <Select
        label="Template"
        placeholder={offered.length === 0 ? 'There is none yet' : 'Choose one'}
        data={[
          ...offered.map((template) => ({ value: template.id, label: templateLabel(template) })),
          ...(isGone ? [{ value: action.templateId ?? '', label: 'One that is gone' }] : []),
        ]}
        value={action.templateId}
        searchable={offered.length > 8}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(templateId) => onChange({ ...action, templateId })}
      />
      <Select
        label="To"
        data={addresseesOf(subject, action.to)}
        value={action.to}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(to) => to !== null && onChange({ ...action, to })}
      />
    </>
  );
}
