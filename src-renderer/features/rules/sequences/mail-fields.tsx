import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Step } from '../../../../src-preload/contract/sequences/definition';
import { trpc } from '../../../api/client';
import { templateLabel } from '../../../ui/words/template-label';
import classes from '../editor/fields.module.css';

interface MailFieldsProps {
  step: Extract<Step, { kind: 'mail' }>;
  readOnly: boolean;
  onChange: (step: Step) => void;
}

const own = 'own words';

/** A template, or words of its own. */
export function MailFields({ step, readOnly, onChange }: MailFieldsProps) {
  const templates = useQuery(trpc.templates.list.queryOptions()).data?.templates ?? [];
  const offered = templates.filter(({ id, isArchived }) => !isArchived || id === step.templateId);
  const isGone = step.templateId !== null && !offered.some(({ id }) => id === step.templateId);
  return (
    <>
      <Select
        label="What it says"
        data={[
          { value: own, label: 'Words of its own' },
          ...offered.map((template) => ({ value: template.id, label: templateLabel(template) })),
          ...(isGone ? [{ value: step.templateId ?? '', label: 'A template that is gone' }] : []),
        ]}
        value={step.templateId ?? own}
        searchable={offered.length > 8}
        allowDeselect={false}
        readOnly={readOnly}
        onChange={(value) => onChange({ ...step, templateId: value === own ? null : value })}
      />
      <Checkbox
        label="Beneath the mail before it"
        description="As an answer to it, where it was sent"
        checked={step.threads}
        disabled={readOnly}
        onChange={(event) => onChange({ ...step, threads: event.currentTarget.checked })}
      />
      {step.templateId === null && (
        <>
          <TextInput
            label="Subject"
            className={classes.wide ?? ''}
            maxLength={500}
            readOnly={readOnly}
            value={step.subject}
            onChange={(event) => onChange({ ...step, subject: event.currentTarget.value })}
          />
          <Textarea
            label="Text"
            description="As plain text; who it is from and how to unsubscribe stands beneath it"
            className={classes.wide ?? ''}
            autosize
            minRows={3}
            maxRows={14}
            maxLength={50_000}
            readOnly={readOnly}
            value={step.text}
            onChange={(event) => onChange({ ...step, text: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
