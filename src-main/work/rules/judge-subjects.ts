import type { CheckedGroup, FactUse } from '../../../src-preload/contract/rules/checked';
import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import { compileConditions } from '../../engines/rules/compile-conditions';
import { type ConditionReason, explainerOf } from '../../engines/rules/explain-conditions';
import type { Evaluation, FactColumns } from '../../engines/rules/fact-columns';
import { daysLookedBack, factsAsked } from '../../engines/rules/facts-asked';
import { unknown, type Verdicts, yes } from '../../engines/rules/verdict';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { companyCalendar } from '../../store/copy/company-calendar';
import { accountColumns } from '../../store/facts/account-columns';
import { readJudgedContacts } from '../../store/facts/judged-contacts';
import { readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';
import { contactColumns } from './contacts/contact-columns';
import type { RuleChecking } from './rule-checking';

/** Whom conditions are judged for: those who are customers on the day, as a look back does it; or every account there is. */
export type Judged = 'customers' | 'all';

/** Accounts, or contacts, by number. */
export interface SubjectVerdict {
  /** Those of which the conditions hold, and those of which it is not known. */
  readonly matching: readonly number[];
  readonly unknown: readonly number[];
  /** Why, of any that was judged. */
  reasonsOf(id: number): ConditionReason[];
}

/** Facts of accounts, or of contacts, as of the company's day, shared by all conditions that are judged on them. */
export interface JudgedSubjects {
  readonly ids: readonly number[];
  /** The account of one that is judged; of an account itself. */
  accountOf(id: number): number;
  /** @param lastDay the day of the look before, since when what comes to be counts as of today; the day before where not given */
  judge(conditions: CheckedGroup, lastDay?: number): SubjectVerdict;
  /** What a fact of figures is of each, in the order of `ids`; NaN: not known. */
  figures(use: FactUse): Float64Array;
}

interface ToJudge {
  readonly subject: FactSubject;
  readonly whom: Judged;
  readonly facts: Pick<RuleChecking, 'facts' | 'contactFacts'>;
  /** All conditions that will be judged. */
  readonly trees: readonly CheckedGroup[];
  /** Facts that will be asked for beside what conditions ask. */
  readonly uses?: readonly FactUse[];
  /** Only these accounts, and their contacts, as far as they are to be judged; all where not given. */
  readonly among?: ReadonlySet<number> | null;
  /** Accounts that are known to be to judge, in place of looking for them. */
  readonly accounts?: readonly number[];
  /** Of their contacts only these; all where not given. */
  readonly contacts?: ReadonlySet<number>;
  /** The earliest look before that conditions are judged against; the day before where not given. */
  readonly lookedFrom?: number;
}

export function subjectsToJudge(db: ReadDb, day: number, asked: ToJudge): JudgedSubjects {
  const { subject, whom, facts, trees, among = null, lookedFrom = day - 1 } = asked;
  const accounts = asked.accounts ?? accountsOf(db, day, whom, among);
  const calendar = companyCalendar(db);
  const uses = [...trees.flatMap(factsAsked), ...(asked.uses ?? [])];
  const reading = { db, calendar, today: day };
  const from = lookedFrom - Math.max(0, ...trees.map(daysLookedBack));
  const ofAccounts = accountColumns({
    ...reading,
    ids: accounts,
    facts: facts.facts,
    uses: uses.filter(({ fact }) => fact.subject === 'account'),
    from,
  });
  if (subject === 'account') return judgedOn(accounts, (id) => id, ofAccounts, day);
  const everybody = readJudgedContacts(db, accounts, calendar.startOf(day + 1));
  const contacts = everybody.filter(({ id }) => asked.contacts?.has(id) !== false);
  const accountOf = new Map(contacts.map(({ id, organizationId }) => [id, organizationId]));
  const columns = contactColumns({
    ...reading,
    ...{ from, contacts, accounts, ofAccounts, uses },
    facts: facts.contactFacts,
  });
  return judgedOn(
    contacts.map(({ id }) => id),
    (id) => accountOf.get(id) as number,
    columns,
    day,
  );
}

function accountsOf(
  db: ReadDb,
  day: number,
  whom: Judged,
  among: ReadonlySet<number> | null,
): readonly number[] {
  const everybody = whom === 'all' ? readOrganizationIds(db, 0, -1) : customersOn(db, day);
  return among === null ? everybody : everybody.filter((id) => among.has(id));
}

function judgedOn(
  ids: readonly number[],
  accountOf: JudgedSubjects['accountOf'],
  columns: FactColumns,
  day: number,
): JudgedSubjects {
  const places = new Map(ids.map((id, place) => [id, place]));
  return {
    ids,
    accountOf,
    figures: (use) => columns.figures(use, day),
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

/** Accounts that are customers on a day. */
export function customersOn(db: ReadDb, day: number): number[] {
  const customers = readAllSpells(db).filter(
    ({ beganDay, lastDay }) => beganDay <= day && (lastDay === null || lastDay >= day),
  );
  return [...new Set(customers.map(({ organizationId }) => organizationId))];
}

function thoseWith(ids: readonly number[], verdicts: Verdicts, wanted: number): number[] {
  return ids.filter((_id, place) => verdicts[place] === wanted);
}
