import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import { compileConditions } from '../../engines/rules/compile-conditions';
import { type ConditionReason, explainerOf } from '../../engines/rules/explain-conditions';
import type { Evaluation } from '../../engines/rules/fact-columns';
import { daysLookedBack, factsAsked } from '../../engines/rules/facts-asked';
import { unknown, type Verdicts, yes } from '../../engines/rules/verdict';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { companyCalendar } from '../../store/copy/company-calendar';
import { accountColumns } from '../../store/facts/account-columns';
import type { AccountFact } from '../../store/facts/account-fact';
import { readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';

/** Whom conditions are judged for: those who are customers on the day, as a look back does it; or every account there is. */
export type Judged = 'customers' | 'all';

export interface AccountVerdict {
  /** Accounts of which the conditions hold, and those of which it is not known. */
  readonly matching: readonly number[];
  readonly unknown: readonly number[];
  /** Why, of any account that was judged. */
  reasonsOf(id: number): ConditionReason[];
}

/** Facts of accounts as of the company's day, shared by all conditions that are judged on them. */
export interface JudgedAccounts {
  readonly ids: readonly number[];
  /** @param lastDay the day of the look before, since when what comes to be counts as of today; the day before where not given */
  judge(conditions: CheckedGroup, lastDay?: number): AccountVerdict;
}

/**
 * @param trees all conditions that will be judged
 * @param among only these accounts, as far as they are to be judged; all where not given
 * @param lookedFrom the earliest look before that conditions are judged against; the day before where not given
 */
export function accountsToJudge(
  db: ReadDb,
  day: number,
  {
    whom,
    facts,
    trees,
    among = null,
    lookedFrom = day - 1,
  }: {
    readonly whom: Judged;
    readonly facts: ReadonlyMap<string, AccountFact>;
    readonly trees: readonly CheckedGroup[];
    readonly among?: ReadonlySet<number> | null;
    readonly lookedFrom?: number;
  },
): JudgedAccounts {
  const everybody = whom === 'all' ? readOrganizationIds(db, 0, -1) : customersOn(db, day);
  const ids = among === null ? everybody : everybody.filter((id) => among.has(id));
  const columns = accountColumns({
    db,
    calendar: companyCalendar(db),
    today: day,
    ids,
    facts,
    uses: trees.flatMap(factsAsked),
    from: lookedFrom - Math.max(0, ...trees.map(daysLookedBack)),
  });
  const places = new Map(ids.map((id, place) => [id, place]));
  return {
    ids,
    judge(conditions, lastDay = day - 1) {
      const evaluation: Evaluation = { columns, day, lastDay };
      const verdicts = compileConditions(conditions)(evaluation);
      // Sentences are made when somebody asks for the first one.
      let explain: ReturnType<typeof explainerOf> | null = null;
      return {
        matching: thoseWith(ids, verdicts, yes),
        unknown: thoseWith(ids, verdicts, unknown),
        reasonsOf(id) {
          explain ??= explainerOf(conditions, evaluation);
          const place = places.get(id);
          return place === undefined ? [] : explain(place);
        },
      };
    },
  };
}

function customersOn(db: ReadDb, day: number): number[] {
  const customers = readAllSpells(db).filter(
    ({ beganDay, lastDay }) => beganDay <= day && (lastDay === null || lastDay >= day),
  );
  return [...new Set(customers.map(({ organizationId }) => organizationId))];
}

function thoseWith(ids: readonly number[], verdicts: Verdicts, wanted: number): number[] {
  return ids.filter((_id, place) => verdicts[place] === wanted);
}
