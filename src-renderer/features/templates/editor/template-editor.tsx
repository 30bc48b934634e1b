import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Template } from '../../../../src-preload/contract/templates/templates';
import { trpc } from '../../../api/client';
import { SectionStack } from '../../../ui/section-stack';
import { useSaveKey } from '../../../ui/use-save-key';
import { useContactChoice } from '../preview/contact-choice';
import { PreviewSection } from '../preview/preview-section';
import { VersionsSection } from '../versions/versions-section';
import { DraftNotice } from './draft-notice';
import { EditorHead } from './editor-head';
import { draftOf, type EditedTemplate } from './template-draft';
import classes from './template-editor.module.css';
import { TemplateFields } from './template-fields';
import { useEditedTemplate } from './use-edited-template';
import { useReasonReadOnly } from './use-reason-read-only';
import { useSaving } from './use-saving';
import { WritingSection } from './writing-section';

interface TemplateEditorProps {
  /** Null: a new one. */
  saved: Template | null;
  draftKey: string;
  /** The draft that was left here. */
  kept: EditedTemplate | null;
  /** What is saved, or what a new one begins with. */
  base: EditedTemplate;
}

const typingPause = 600;

/** Writes a template and shows beside it what becomes of it. */
export function TemplateEditor({ draftKey, kept, saved, base }: TemplateEditorProps) {
  const editing = useEditedTemplate(draftKey, kept, base);
  const { template, change, isChanged } = editing;
  const readOnly = useReasonReadOnly(saved);
  const saving = useSaving({ saved, base, editing });
  useSaveKey(() => readOnly === null && saving.save());
  const contact = useContactChoice();
  const [looked] = useDebouncedValue(template, typingPause);
  const draft = draftOf(looked);
  const preview = useQuery({
    ...trpc.templates.preview.queryOptions({
      ...draft,
      organizationId: contact.chosen?.organizationId ?? null,
      contactId: contact.chosen?.userId ?? null,
    }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const problems = preview.data?.problems ?? null;

  return (
    <>
      <EditorHead
        saved={saved}
        template={template}
        isChanged={isChanged}
        readOnly={readOnly}
        saving={saving}
        onDiscard={editing.discard}
      />
      <SectionStack>
        <DraftNotice
          saved={saved}
          template={template}
          isChanged={isChanged}
          readOnly={readOnly}
          saving={saving}
        />
        <div className={classes.beside}>
          <SectionStack>
            <TemplateFields
              template={template}
              change={change}
              readOnly={readOnly !== null}
              taken={saving.fields}
            />
            <WritingSection
              template={template}
              change={change}
              readOnly={readOnly !== null}
              problems={problems}
              isLooking={preview.isFetching || looked !== template}
            />
          </SectionStack>
          <PreviewSection draft={draft} preview={preview} contact={contact} />
        </div>
        {saved !== null && <VersionsSection saved={saved} readOnly={readOnly !== null} onRestore={change} />}
      </SectionStack>
    </>
  );
}
