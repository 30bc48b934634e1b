import { z } from 'zod';

/** How a fact is asked about. Which of them a fact takes follows from its type (operators.ts). */
export const operators = [
  'equals',
  'differs',
  'below',
  'atMost',
  'atLeast',
  'above',
  'between',
  'notBetween',
  'fellBy',
  'roseBy',
  'fellBelow',
  'roseAbove',
  'fellTo',
  'roseTo',
  'before',
  'after',
  'withinNext',
  'withinLast',
  'longerAgo',
  'daysBefore',
  'daysAfter',
  'contains',
  'lacks',
  'beginsWith',
  'endsWith',
  'oneOf',
  'noneOf',
  'isYes',
  'isNo',
  'becameYes',
  'becameNo',
  'isMissing',
  'isPresent',
  'inSegment',
  'notInSegment',
] as const;
export const operatorSchema = z.enum(operators);
export type Operator = z.infer<typeof operatorSchema>;

/** The fact by which a condition asks for a segment: its value is the segment's id. */
export const segmentField = 'account.saved_segment';

/** As many conditions in all, one group in another so deep, and so many values in a list. */
export const mostConditions = 200;
export const deepestGroup = 8;
export const mostListed = 200;

const text = z.string().max(500);
const figure = z.number();

/** A change against the value of so many days before. */
export const changeSchema = z.strictObject({
  by: figure.nullable(),
  unit: z.enum(['absolute', 'percent']),
  days: z.number().nullable(),
});
export type Change = z.infer<typeof changeSchema>;

/** One question about one fact, as an editor keeps it: whether it makes sense is checked against the fact (check-conditions). */
export const conditionSchema = z.strictObject({
  /** The editor's own, to know a row again. */
  id: z.string().max(100).optional(),
  /** The fact's name. */
  field: z.string().max(200),
  /** What the fact has to be told. */
  params: z.record(z.string().max(40), z.union([text, figure])).optional(),
  operator: operatorSchema,
  /** One value, two of a range, a list, or a change; what is not filled in yet is null or empty. */
  value: z
    .union([text, figure, z.array(z.union([text, figure, z.null()])).max(mostListed), changeSchema])
    .nullish(),
  /** The condition has to hold on so many days in a row, the last of which is today. */
  forDays: z.number().nullish(),
});
export type Condition = z.infer<typeof conditionSchema>;

/** Conditions joined by one word: all of them, or one; `not` turns the whole round. */
export interface ConditionGroup {
  readonly id?: string | undefined;
  readonly combinator: 'and' | 'or';
  readonly not?: boolean | undefined;
  readonly rules: readonly (Condition | ConditionGroup)[];
}

const groupSchema: z.ZodType<ConditionGroup> = z.strictObject({
  id: z.string().max(100).optional(),
  combinator: z.enum(['and', 'or']),
  not: z.boolean().optional(),
  get rules() {
    return z.array(z.union([conditionSchema, groupSchema])).max(mostConditions);
  },
});

/** A tree of conditions, in the shape of react-querybuilder's JSON, closed: what isn't named here is refused. */
export const conditionsSchema = z
  .unknown()
  .refine((tree) => !isDeeperThan(tree, deepestGroup), {
    error: `groups may stand ${deepestGroup} deep in one another`,
    abort: true,
  })
  .pipe(groupSchema);

export function isGroup(part: Condition | ConditionGroup): part is ConditionGroup {
  return 'combinator' in part;
}

/** Looks level by level, so that no tree is too deep to be looked at. */
function isDeeperThan(tree: unknown, most: number): boolean {
  let level: unknown[] = [tree];
  for (let depth = 1; level.length > 0; depth++) {
    level = level.flatMap((part) =>
      typeof part === 'object' && part !== null && 'rules' in part && Array.isArray(part.rules)
        ? part.rules.filter(
            (inner: unknown) => typeof inner === 'object' && inner !== null && 'rules' in inner,
          )
        : [],
    );
    if (level.length > 0 && depth >= most) return true;
  }
  return false;
}
