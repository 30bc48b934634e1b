import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ActivityTemplate } from '../../../../src-preload/contract/activity-templates';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useMay } from '../../../api/use-may';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { madeOf, newTemplate, type TemplateSays } from './template-changes';
import { TemplateDialog } from './template-dialog';
import { TemplateRow } from './template-row';
import { useMovedFocus } from './use-moved-focus';
import { useTemplateSteps } from './use-template-steps';

/** What notes of calls, meetings and the like begin with: the team's own templates and Steward's, in one order. */
export function ActivitiesScreen() {
  const answer = useQuery(trpc.activityTemplates.list.queryOptions());
  useMilestone('interactive', answer.isSuccess);
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={4} />}>
      {({ templates }) => <TemplatesSection templates={templates} />}
    </Loaded>
  );
}

interface Writing {
  readonly begun: TemplateSays;
  /** Null: a new one. */
  readonly id: string | null;
}

function TemplatesSection({ templates }: { templates: readonly ActivityTemplate[] }) {
  const mayChange = useMay('manager');
  const [writing, setWriting] = useState<Writing | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const { move, hide, remove } = useTemplateSteps(templates);
  const [told, setTold] = useState<string | null>(null);
  const order = templates.map(({ id }) => id);
  const keepFocus = useMovedFocus(list, order);
  const steps = {
    move(id: string, way: 'up' | 'down') {
      keepFocus(id, way);
      setTold(id);
      move(id, way);
    },
    hide,
    remove,
    change: (template: ActivityTemplate) => setWriting({ begun: template, id: template.id }),
    copy: (template: ActivityTemplate) =>
      setWriting({
        begun: madeOf(
          template,
          templates.map(({ name }) => name),
        ),
        id: null,
      }),
  };
  return (
    <Section
      title="Templates of activities"
      note={
        mayChange
          ? 'What a note of a call, a meeting and the like begins with, for the whole team: the first of a type as the type is chosen'
          : 'What a note of a call, a meeting and the like begins with. Managers and admins change them'
      }
      padding="flush"
      actions={
        mayChange && (
          <Button variant="default" onClick={() => setWriting({ begun: newTemplate, id: null })}>
            Add a template
          </Button>
        )
      }
    >
      <div ref={list}>
        <FactTable
          columns={[
            'Name',
            'Type',
            'A note begins with',
            'Made by',
            ...(mayChange ? [{ name: 'Change', unseen: true } as const] : []),
          ]}
        >
          {templates.map((template, at) => (
            <TemplateRow
              key={template.id}
              template={template}
              isFirst={at === 0}
              isLast={at === templates.length - 1}
              steps={mayChange ? steps : null}
            />
          ))}
        </FactTable>
      </div>
      <p role="status" className="visually-hidden">
        {told !== null && standsWords(templates, told)}
      </p>
      {writing && (
        <TemplateDialog
          begun={writing.begun}
          present={writing.id === null ? null : templates.find(({ id }) => id === writing.id)}
          onClose={() => setWriting(null)}
        />
      )}
    </Section>
  );
}

/** `Our review is 2 of 4.` */
function standsWords(templates: readonly ActivityTemplate[], id: string): string {
  const at = templates.findIndex((template) => template.id === id);
  return at === -1 ? '' : `${templates[at]?.name} is ${at + 1} of ${templates.length}.`;
}
