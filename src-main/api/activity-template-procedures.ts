import { z } from 'zod';
import {
  activityTemplateIdSchema,
  activityTemplatesSchema,
  hideActivityTemplateInputSchema,
  moveActivityTemplateInputSchema,
  saveActivityTemplateInputSchema,
} from '../../src-preload/contract/activity-templates';
import {
  hideActivityTemplate,
  moveActivityTemplate,
  removeActivityTemplate,
  saveActivityTemplate,
} from '../actions/activity-templates/activity-templates';
import { readActivityTemplates } from '../store/activity-templates/read-activity-templates';
import { managing, reading, router } from './procedure';

const nothing = z.object({});
const writing = managing(['activityTemplates', 'monitor']);

/** What notes of calls, meetings and the like begin with. */
export const activityTemplateProcedures = router({
  list: reading.output(activityTemplatesSchema).query(({ ctx }) => ({
    templates: readActivityTemplates(ctx.store.read).map(({ place, ...template }) => template),
  })),
  save: writing
    .input(saveActivityTemplateInputSchema)
    .output(activityTemplateIdSchema)
    .mutation(({ ctx, input: { id, version, name, kind, text } }) => ({
      id: saveActivityTemplate(ctx.actions, { id, version, name, kind, text }),
    })),
  hide: writing
    .input(hideActivityTemplateInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      hideActivityTemplate(ctx.actions, input.id, input.hidden);
      return {};
    }),
  /** Lets one stand before another, or behind all. */
  move: writing
    .input(moveActivityTemplateInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      moveActivityTemplate(ctx.actions, input.id, input.before);
      return {};
    }),
  remove: writing
    .input(activityTemplateIdSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeActivityTemplate(ctx.actions, input.id);
      return {};
    }),
});
