import { useMutation } from '@tanstack/react-query';
import type { ActivityTemplate } from '../../../../src-preload/contract/activity-templates';
import { trpc, trpcClient } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { neighborOf } from './template-changes';

/** What is done with a template of the list, each of which can be taken back. */
export function useTemplateSteps(templates: readonly ActivityTemplate[]) {
  const moving = useMutation(trpc.activityTemplates.move.mutationOptions());
  const hiding = useMutation(trpc.activityTemplates.hide.mutationOptions());
  const removing = useMutation(trpc.activityTemplates.remove.mutationOptions());
  const bringingBack = useMutation({
    mutationFn: async ({ name, kind, text, before }: Removed) => {
      const { id } = await trpcClient.activityTemplates.save.mutate({ name, kind, text });
      await trpcClient.activityTemplates.move.mutate({ id, before });
    },
  });

  function hide({ id, name, isHidden }: ActivityTemplate): void {
    const words = isHidden ? `“${name}” is offered again.` : `“${name}” is offered no more.`;
    hiding.mutate(
      { id, hidden: !isHidden },
      { onSuccess: () => notifyDone(words, () => hiding.mutate({ id, hidden: isHidden })) },
    );
  }

  function remove({ id, name, kind, text }: ActivityTemplate): void {
    const before = templates[templates.findIndex((template) => template.id === id) + 1]?.id ?? null;
    removing.mutate(
      { id },
      {
        onSuccess: () =>
          notifyDone(`“${name}” is removed. Notes that began with it stay as they are.`, () =>
            bringingBack.mutate({ name, kind, text, before }),
          ),
      },
    );
  }

  return {
    move(id: string, way: 'up' | 'down'): void {
      const to = neighborOf(templates, id, way);
      if (to !== undefined && !moving.isPending) moving.mutate({ id, ...to });
    },
    hide,
    remove,
  };
}

type Removed = Pick<ActivityTemplate, 'name' | 'kind' | 'text'> & { readonly before: string | null };
