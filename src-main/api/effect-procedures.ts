import { z } from 'zod';
import {
  effectExportSchema,
  effectListInputSchema,
  effectListSchema,
  effectOfRuleInputSchema,
  effectOfRuleSchema,
} from '../../src-preload/contract/effect/report';
import { exportEffects } from '../reports/export-effects';
import { effectOfRule, listEffects } from '../work/effect/list-effects';
import { heavyWork, reading, router } from './procedure';

/** What came of rules, sequences, templates and channels. */
export const effectProcedures = router({
  list: reading
    .input(effectListInputSchema)
    .output(effectListSchema)
    .query(({ ctx, input }) => listEffects(ctx.store.read, input.kind)),
  ofRule: reading
    .input(effectOfRuleInputSchema)
    .output(effectOfRuleSchema)
    .query(({ ctx, input }) => ({ row: effectOfRule(ctx.store.read, input.id) })),
  export: heavyWork([])
    .input(effectListInputSchema)
    .output(effectExportSchema)
    .mutation(async ({ ctx, input }) => {
      const { rows, through } = listEffects(ctx.store.read, input.kind);
      const suggestedName = `effect of ${input.kind}s ${through ?? ''}`.trim();
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName: `${suggestedName}.csv` }));
      if (path === null) return { path, rows: 0 };
      return { path, rows: await exportEffects(rows, path) };
    }),
});
