import type { Condition } from './condition';
import type { Fact } from './fact';

/** A fact with all it has to be told. */
export interface FactUse {
  readonly fact: Fact;
  readonly params: Readonly<Record<string, string | number>>;
  /** The same for the same use of the same fact. */
  readonly key: string;
}

/** Figures compare as they are shown; days are whole days since 1970-01-01; the words of an ordered choice are their places. */
export type Comparison = 'equals' | 'differs' | 'below' | 'atMost' | 'atLeast' | 'above';

/** What is asked of the values of a fact. */
export type FactTest =
  | { readonly asks: 'known'; readonly wanted: boolean }
  | { readonly asks: 'compare'; readonly operator: Comparison; readonly value: number }
  /** Both ends belong to it. */
  | { readonly asks: 'range'; readonly least: number; readonly most: number; readonly wanted: boolean }
  /** Reached since the last look, from the other side: at most `value` when it falls, at least when it rises. */
  | { readonly asks: 'crossing'; readonly falls: boolean; readonly value: number; readonly includes: boolean }
  | {
      readonly asks: 'change';
      readonly falls: boolean;
      readonly by: number;
      readonly isPercent: boolean;
      readonly days: number;
    }
  /** How far the day lies ahead of today, in days: between both, ends included. */
  | { readonly asks: 'ahead'; readonly least: number; readonly most: number }
  /** The day so many days before it, or behind it, came since the last look. */
  | { readonly asks: 'reached'; readonly offset: number }
  | { readonly asks: 'yes'; readonly wanted: boolean }
  | { readonly asks: 'became'; readonly wanted: boolean }
  /** Texts and words of a choice; texts compare folded. */
  | {
      readonly asks: 'words';
      readonly how: 'equal' | 'contain' | 'begin' | 'end';
      readonly words: readonly string[];
      readonly wanted: boolean;
    };

/** A condition that makes sense. */
export interface CheckedCondition {
  readonly kind: 'condition';
  readonly use: FactUse;
  readonly test: FactTest;
  /** 1 where one day suffices. */
  readonly forDays: number;
  /** As it was written, to be said. */
  readonly written: Condition;
}

export interface CheckedGroup {
  readonly kind: 'group';
  readonly combinator: 'and' | 'or';
  readonly isTurned: boolean;
  /** At least one. */
  readonly parts: readonly CheckedPart[];
  /** The segment whose conditions these are; null: the rule's own. */
  readonly segment: string | null;
}

export type CheckedPart = CheckedCondition | CheckedGroup;

/** What is wrong with a condition, beside the part of it where it is. */
export interface ConditionFault {
  /** Places from the top: the second rule of the first group is `[0, 1]`. */
  readonly path: readonly number[];
  readonly part: 'group' | 'field' | 'params' | 'operator' | 'value' | 'forDays';
  readonly message: string;
}
