import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  activityKindSchema,
  activityKinds,
  activityWords,
} from '../../../../src-preload/contract/activities';
import {
  type ActivityTemplate,
  saveActivityTemplateInputSchema,
} from '../../../../src-preload/contract/activity-templates';
import { stepHeadingsOf } from '../../../../src-preload/contract/note-steps';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Dialog } from '../../../ui/dialog';
import { FormActions } from '../../../ui/form-actions';
import { formProblems } from '../../../ui/form-problems';
import { notifyDone } from '../../../ui/notify';
import classes from './activities.module.css';
import { partWords, type TemplateSays } from './template-changes';
import { type EditedTemplate, useEditedTemplate } from './use-edited-template';

interface TemplateDialogProps {
  begun: TemplateSays;
  /** The one that is changed, as it stands now; null: a new one; undefined: it is gone. */
  present: ActivityTemplate | null | undefined;
  onClose: () => void;
}

const kinds = activityKinds.map((kind) => ({ value: kind, label: activityWords[kind] }));

/** Writes a template of the team's own, or changes one. */
export function TemplateDialog({ begun, present, onClose }: TemplateDialogProps) {
  const edited = useEditedTemplate(begun, present);
  const { says, saved } = edited;
  const [wasTried, setTried] = useState(false);
  const save = useMutation(
    trpc.activityTemplates.save.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: () => {
        notifyDone(`“${says.name.trim()}” is saved, for the whole team.`);
        onClose();
      },
    }),
  );
  const checked = saveActivityTemplateInputSchema.safeParse({ ...says, ...saved });
  const failure = save.isError ? callErrorOf(save.error) : null;
  const problems = { ...failure?.fields, ...(wasTried ? formProblems(checked) : {}) };

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (checked.success && edited.clashes.length === 0) save.mutate(checked.data);
  }

  return (
    <Dialog title={saved === null ? 'A new template' : 'Change the template'} size="md" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            withAsterisk
            data-autofocus
            maxLength={80}
            value={says.name}
            onChange={(event) => edited.change({ name: event.currentTarget.value })}
            error={problems['name']}
          />
          <Select
            label="Type of activity"
            data={kinds}
            value={says.kind}
            allowDeselect={false}
            onChange={(kind) => edited.change({ kind: activityKindSchema.parse(kind) })}
          />
          <Textarea
            label="What a note begins with"
            description={stepsInWords(says.text)}
            autosize
            minRows={6}
            maxRows={16}
            maxLength={4000}
            value={says.text}
            onChange={(event) => edited.change({ text: event.currentTarget.value })}
            error={problems['text']}
          />
          <Meanwhile edited={edited} />
          {failure && failure.fields?.['name'] === undefined && <p role="alert">{failure.message}</p>}
          <FormActions
            submit={saved === null ? 'Add it' : 'Save it'}
            onCancel={onClose}
            busy={save.isPending}
          />
        </Stack>
      </form>
    </Dialog>
  );
}

/** What colleagues did while the editor was open, and the choice that it leaves. */
function Meanwhile({ edited: { clashes, isGone, takeTheirs, keepMine } }: { edited: EditedTemplate }) {
  if (isGone)
    return (
      <p role="alert">
        A colleague removed this template meanwhile. Saved, it is a new one of the same words.
      </p>
    );
  if (clashes.length === 0) return null;
  const changed = clashes.map((part) => partWords[part]).join(' and ');
  return (
    <div role="alert" className={classes.meanwhile}>
      <p>A colleague changed the {changed} of this template while you did. Which is to stand?</p>
      <Button size="compact-sm" variant="default" onClick={takeTheirs}>
        Theirs
      </Button>
      <Button size="compact-sm" variant="default" onClick={keepMine}>
        Mine
      </Button>
    </div>
  );
}

/** Which of its lines make next steps of what is written below them. */
function stepsInWords(text: string): string {
  const headings = [...new Set(stepHeadingsOf(text))].map((line) => `“${line}”`);
  if (headings.length === 0) return 'Lines that are written below a heading “Next:” would become next steps';
  return `What is written below ${headings.join(' and ')} becomes next steps`;
}
