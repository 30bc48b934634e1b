import { paletteInputSchema, paletteResultSchema } from '../../src-preload/contract/palette';
import { searchPalette } from '../store/accounts/search-palette';
import { reading, router } from './procedure';

export const paletteProcedures = router({
  search: reading
    .input(paletteInputSchema)
    .output(paletteResultSchema)
    .query(({ ctx, input }) => searchPalette(ctx.store.read, input.query, input.limit)),
});
