import { Alert } from '@mantine/core';
import type { Template } from '../../../../src-preload/contract/templates/templates';
import { errorWords } from '../../../ui/words/error-words';
import type { EditedTemplate } from './template-draft';
import type { Saving } from './use-saving';

interface DraftNoticeProps {
  saved: Template | null;
  template: EditedTemplate;
  isChanged: boolean;
  readOnly: string | null;
  saving: Saving;
}

/** How what is in the editor stands to what is saved, where that wants a word. */
export function DraftNotice({ saved, template, isChanged, readOnly, saving }: DraftNoticeProps) {
  const overtaken = saved !== null && isChanged && template.version !== saved.version;
  return (
    <>
      {readOnly && <Alert color="gray">{readOnly}</Alert>}
      {saving.failure && (
        <Alert color="red" title={errorWords(saving.failure).title}>
          {saving.failure.message}
        </Alert>
      )}
      {overtaken && (
        <Alert color="yellow" title={`Version ${saved.version} came after you began`}>
          {saved.author} saved it. Your draft stands on version {template.version}: of a field that both
          changed the company keeps theirs and gives you yours back to decide. Discard your draft to begin on
          what is saved.
        </Alert>
      )}
    </>
  );
}
