import { paletteInputSchema, paletteResultSchema } from '../../src-preload/contract/palette';
import { readFoundAccounts, readFoundContacts } from '../store/accounts/read-found';
import { reading, router } from './procedure';

export const paletteProcedures = router({
  search: reading
    .input(paletteInputSchema)
    .output(paletteResultSchema)
    .query(({ ctx, input }) => {
      const { accounts, contacts } = ctx.names.best(input.query, input.limit);
      return {
        accounts: readFoundAccounts(ctx.store.read, accounts),
        contacts: readFoundContacts(ctx.store.read, contacts),
      };
    }),
});
