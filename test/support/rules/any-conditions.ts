import fc from 'fast-check';
import { type ConditionGroup, operators, segmentField } from '../../../src-preload/contract/rules/condition';
import { all, lowScore } from './entries';

/** Conditions in the shape that is taken, of which some make sense. @param fields of facts @param texts that mean something */
export function anyConditions(
  fields: readonly string[],
  texts: readonly string[],
): fc.Arbitrary<ConditionGroup> {
  const figure = fc.constantFrom(0, -1, 1, 0.5, 50, 1e308, -0);
  const text = fc.constantFrom(...texts, '', '2026-11-28', 'İ', '\u0000');
  const condition = fc.record(
    {
      field: fc.constantFrom(...fields, segmentField, '', '__proto__'),
      operator: fc.constantFrom(...operators),
      params: fc.dictionary(
        fc.constantFrom('days', 'severity', 'feature', '__proto__'),
        fc.oneof(figure, text),
      ),
      value: fc.oneof(
        figure,
        text,
        fc.constant(null),
        fc.array(fc.oneof(figure, text, fc.constant(null)), { maxLength: 4 }),
        fc.record({
          by: fc.option(figure),
          unit: fc.constantFrom('absolute' as const, 'percent' as const),
          days: fc.option(fc.constantFrom(0, 1, 28, 5000)),
        }),
      ),
      forDays: fc.constantFrom(null, 1, 3, 91, 0.5),
    },
    { requiredKeys: ['field', 'operator'] },
  );
  const { group } = fc.letrec<{ group: ConditionGroup; part: ConditionGroup['rules'][number] }>((tie) => ({
    group: fc.record(
      {
        combinator: fc.constantFrom('and' as const, 'or' as const),
        not: fc.boolean(),
        rules: fc.array(tie('part'), { maxLength: 3 }),
      },
      { requiredKeys: ['combinator', 'rules'] },
    ),
    part: fc.oneof({ maxDepth: 4 }, condition, tie('group')),
  }));
  return fc.oneof(group, fc.constant(all(lowScore)));
}
