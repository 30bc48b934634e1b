import { z } from 'zod';
import { draftKeySchema, draftSchema, keepDraftInputSchema } from '../../src-preload/contract/drafts';
import { keepDraft } from '../actions/desk/drafts';
import { readLogin } from '../store/copy/sync-state';
import { readDraft } from '../store/desk/drafts';
import { ownWork, reading, router } from './procedure';

const nothing = z.object({});

export const draftProcedures = router({
  read: reading
    .input(draftKeySchema)
    .output(draftSchema)
    .query(({ ctx, input }) => ({
      draft: readDraft(ctx.store.read, readLogin(ctx.store.read) ?? ctx.actions.author, input.key),
    })),
  /** Nothing goes stale with it: who keeps a draft is who holds it. */
  keep: ownWork([])
    .input(keepDraftInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      keepDraft(ctx.actions, input.key, input.draft);
      return {};
    }),
});
