import {
  mentionedInputSchema,
  mentionedSchema,
  paletteInputSchema,
  paletteResultSchema,
} from '../../src-preload/contract/palette';
import { readFoundAccounts, readFoundContacts } from '../store/accounts/read-found';
import { findTexts } from '../store/texts/find-texts';
import { today } from './company-today';
import { reading, router } from './procedure';

export const paletteProcedures = router({
  /** Whom a note may be about, as it is written. */
  mentioned: reading
    .input(mentionedInputSchema)
    .output(mentionedSchema)
    .query(({ ctx, input }) => {
      const { named, perhaps } = ctx.names.mentionedIn(input.text, input.limit);
      const found = (ids: readonly number[]) => readFoundAccounts(ctx.store.read, ids, today(ctx));
      return { named: found(named), perhaps: found(perhaps) };
    }),
  search: reading
    .input(paletteInputSchema)
    .output(paletteResultSchema)
    .query(({ ctx, input }) => {
      const day = today(ctx);
      const { recent = [], recentContacts = [] } = input;
      if (input.query === '' && recent.length + recentContacts.length > 0)
        return {
          accounts: readFoundAccounts(ctx.store.read, recent, day),
          contacts: readFoundContacts(ctx.store.read, recentContacts),
          texts: [],
        };
      const { accounts, contacts } = ctx.names.best(input.query, input.limit);
      return {
        accounts: readFoundAccounts(ctx.store.read, accounts, day),
        contacts: readFoundContacts(ctx.store.read, contacts),
        texts: findTexts(ctx.store.read, {
          typed: input.query,
          limit: input.limit,
          now: ctx.clock.now(),
        }),
      };
    }),
});
