import {
  effectExportInputSchema,
  effectListInputSchema,
  effectListSchema,
  effectOfRuleInputSchema,
  effectOfRuleSchema,
} from '../../src-preload/contract/effect/report';
import { savedFileSchema } from '../../src-preload/contract/reports/files';
import { exportEffects } from '../reports/export-effects';
import { groundsOf } from '../reports/grounds';
import { effectOfRule, listEffects } from '../work/effect/list-effects';
import { heavyWork, reading, router } from './procedure';
import { saveTable } from './save-table';

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
    .input(effectExportInputSchema)
    .output(savedFileSchema)
    .mutation(({ ctx, input: { kind, format = 'csv' } }) => {
      const { read } = ctx.store;
      const { rows, through } = listEffects(read, kind);
      return saveTable(ctx, `effect of ${kind}s ${through ?? ''}`.trim(), format, (file) =>
        exportEffects(
          rows,
          file,
          groundsOf(read, file, `Effect of ${kind}s`, [['Measured through', through]]),
        ),
      );
    }),
});
