import { Group } from '@mantine/core';
import type { ActivityKind } from '../../../src-preload/contract/activities';
import type { ActivityTemplate } from '../../../src-preload/contract/activity-templates';
import { templateIn, textOfKind, textOfTemplate } from './begun-note';
import { KindField } from './kind-field';
import { TemplateField } from './template-field';

interface BeginFieldsProps {
  kind: ActivityKind | null;
  text: string;
  /** All of the team's, hidden ones included. */
  templates: readonly ActivityTemplate[];
  onBegin: (kind: ActivityKind | null, text: string) => void;
}

/** As many characters as a note may have. */
const mostText = 10_000;

/** What a note is and what it begins with. Nothing that was typed is lost by either. */
export function BeginFields({ kind, text, templates, onBegin }: BeginFieldsProps) {
  return (
    <Group gap={12}>
      <KindField kind={kind} onChange={(chosen) => onBegin(chosen, textOfKind(text, chosen, templates))} />
      <TemplateField
        templates={templates.filter(({ isHidden }) => !isHidden)}
        chosen={templateIn(text, kind, templates)?.id ?? null}
        onChoose={(template) =>
          onBegin(template.kind, textOfTemplate(text, template.text, templates, mostText))
        }
      />
    </Group>
  );
}
