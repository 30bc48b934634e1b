import { z } from 'zod';
import { matchesSchema, previewSegmentInputSchema } from '../../src-preload/contract/rules/matches';
import {
  saveSegmentInputSchema,
  segmentIdInputSchema,
  segmentListSchema,
  segmentVersionsSchema,
} from '../../src-preload/contract/rules/segment';
import { writerOf } from '../actions/rules/rules';
import { removeSegment, saveSegment } from '../actions/rules/segments';
import { readSegmentVersions } from '../store/rules/read-segments';
import { listSegments } from '../work/rules/list-rules';
import { previewSegment, segmentErrors } from '../work/rules/preview-rule';
import { scoringDay } from '../work/scoring/scoring-day';
import { computing, managing, reading, router } from './procedure';

const nothing = z.object({});
/** Lists narrowed by a segment and rules that stand on it go stale with it. */
const topics = ['segments', 'rules', 'accounts', 'monitor'] as const;

export const segmentProcedures = router({
  list: reading.output(segmentListSchema).query(({ ctx }) => ({
    segments: listSegments(ctx.store.read, writerOf(ctx.store.read, ctx.actions)),
  })),
  versions: reading
    .input(segmentIdInputSchema)
    .output(segmentVersionsSchema)
    .query(({ ctx, input }) => readSegmentVersions(ctx.store.read, input.id)),
  preview: computing
    .input(previewSegmentInputSchema)
    .output(matchesSchema)
    .query(({ ctx, input }) =>
      previewSegment(ctx.store.read, scoringDay(ctx.store.read, ctx.clock.now()), input),
    ),
  save: managing(topics)
    .input(saveSegmentInputSchema)
    .output(segmentIdInputSchema)
    .mutation(({ ctx, input: { id, version, name, definition } }) => ({
      id: saveSegment(
        ctx.actions,
        { id, version, name, definition },
        segmentErrors(ctx.store.read, { id: id ?? null, definition }),
      ),
    })),
  remove: managing(topics)
    .input(segmentIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeSegment(ctx.actions, input.id);
      return {};
    }),
});
