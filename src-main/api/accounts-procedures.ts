import { z } from 'zod';
import {
  type AccountFilter,
  accountFacetsSchema,
  accountListInputSchema,
  accountListSchema,
  deleteViewInputSchema,
  exportInputSchema,
  savedViewSchema,
  saveViewInputSchema,
} from '../../src-preload/contract/accounts';
import { savedFileSchema } from '../../src-preload/contract/reports/files';
import { deleteView, saveView } from '../actions/desk/views';
import { formatDay } from '../lib/day';
import { exportAccounts } from '../reports/export-accounts';
import type { AccountChoice } from '../store/accounts/account-filter';
import { listAccounts, readAccountFacets } from '../store/accounts/read-accounts';
import { readSavedViews } from '../store/desk/saved-views';
import { accountChoice } from '../work/finding/account-choice';
import { scoringDay } from '../work/scoring/scoring-day';
import { today } from './company-today';
import type { ApiContext } from './context';
import { heavyWork, ownWork, reading, router } from './procedure';
import { saveTable } from './save-table';

/** Who keeps a view asks for the list of views again: no other screen holds it. */
const viewing = ownWork([]);

export const accountsProcedures = router({
  list: reading
    .input(accountListInputSchema)
    .output(accountListSchema)
    .query(({ ctx, input }) => {
      const filter = choiceOf(ctx, input.filter);
      return listAccounts(ctx.store.read, { ...input, filter }, today(ctx));
    }),
  facets: reading
    .output(accountFacetsSchema)
    .query(({ ctx }) => readAccountFacets(ctx.store.read, today(ctx))),
  views: reading
    .output(z.object({ views: z.array(savedViewSchema).max(200) }))
    .query(({ ctx }) => ({ views: readSavedViews(ctx.store.read) })),
  saveView: viewing
    .input(saveViewInputSchema)
    .output(savedViewSchema)
    .mutation(({ ctx, input }) => saveView(ctx.actions, input)),
  deleteView: viewing
    .input(deleteViewInputSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => {
      deleteView(ctx.actions, input.id);
      return {};
    }),
  export: heavyWork([])
    .input(exportInputSchema)
    .output(savedFileSchema)
    .mutation(({ ctx, input: { format = 'csv', ...input } }) => {
      const day = today(ctx);
      return saveTable(ctx, `accounts ${formatDay(day)}`, format, (file) => {
        const filter = amongThese(choiceOf(ctx, input.filter), input.ids);
        return exportAccounts(ctx.store.read, { ...input, filter, narrowed: input.filter }, day, file);
      });
    }),
});

/** Segments are judged as of the day to which the copy reaches, as rules are; before a first load is over, as of today. */
function choiceOf(ctx: ApiContext, filter: AccountFilter): AccountChoice {
  const db = ctx.store.read;
  return accountChoice(ctx.names, filter, { db, day: scoringDay(db, ctx.clock.now()) ?? today(ctx) });
}

/** Of the accounts a filter lets through, those that were chosen. */
function amongThese(filter: AccountChoice, ids: readonly number[] | undefined): AccountChoice {
  if (ids === undefined) return filter;
  const found = filter.among && new Set(filter.among);
  return { ...filter, among: found ? ids.filter((id) => found.has(id)) : ids };
}
