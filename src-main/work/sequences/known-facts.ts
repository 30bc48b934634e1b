import type { CheckedGroup, FactUse } from '../../../src-preload/contract/rules/checked';
import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import type { Holds, KnownFacts } from '../../engines/sequences/next-move';
import { readAllSpells } from '../../store/scores/spells';
import type { ReadDb } from '../../store/types';
import { type JudgedSubjects, subjectsToJudge } from '../rules/judge-subjects';
import type { RuleChecking } from '../rules/rule-checking';
import { type AskedConditions, type AskedFacts, factsOfSequence } from './asked-facts';

/** Of whom something is known: a contact of an account. */
export interface Whom {
  readonly organizationId: number;
  /** Null: nobody in particular; what is asked of a contact is not known then. */
  readonly userId: number | null;
}

/** The contacts of so many accounts are judged in one go: some tens of milliseconds. */
const accountsAtOnce = 100;

/**
 * What sequences ask about people and their accounts, judged for all of them together: what is the account's alone once for all
 * of its people, everything else for each of them, and others have their turn in between.
 * @returns of a definition and somebody, what is known
 */
export function* knownFacts(
  db: ReadDb,
  day: number,
  definitions: readonly SequenceDefinition[],
  people: readonly Whom[],
  checking: RuleChecking,
): Generator<undefined, (definition: SequenceDefinition, whom: Whom) => KnownFacts> {
  const asked = new Map(
    definitions.map((definition) => [definition, factsOfSequence(definition, checking)] as const),
  );
  const found: Found = { verdicts: new Map(), days: new Map() };
  const accounts = [...new Set(people.map(({ organizationId }) => organizationId))];
  const contacts = new Set(people.flatMap(({ userId }) => userId ?? []));
  const common = { whom: 'all', facts: checking } as const;

  const ofAccounts = questionsOf('account', [...asked.values()]);
  if (asksAnything(ofAccounts)) {
    const among = new Set(accounts);
    note(
      found,
      ofAccounts,
      subjectsToJudge(db, day, { ...common, ...ofAccounts, subject: 'account', among }),
    );
  }
  const ofContacts = questionsOf('contact', [...asked.values()]);
  const toAsk = asksAnything(ofContacts) && contacts.size > 0 ? accounts : [];
  for (let at = 0; at < toAsk.length; at += accountsAtOnce) {
    const part = { accounts: toAsk.slice(at, at + accountsAtOnce), contacts };
    note(
      found,
      ofContacts,
      subjectsToJudge(db, day, { ...common, ...ofContacts, subject: 'contact', ...part }),
    );
    yield;
  }
  const churned = churnedOn(db, day);
  return (definition, whom) => {
    const about = asked.get(definition);
    const verdict = (one: AskedConditions | null | undefined): Holds =>
      (one && found.verdicts.get(one.tree)?.get(numberOf(whom, one.subject))) ?? 'unknown';
    return {
      branch: (stepId) => verdict(about?.branches.get(stepId)),
      goal: definition.goal === null ? 'fails' : verdict(about?.goal),
      day(stepId) {
        const use = about?.days.get(stepId);
        return (use && found.days.get(use.key)?.get(numberOf(whom, use.fact.subject))) ?? null;
      },
      churned: churned.has(whom.organizationId),
    };
  };
}

/** What is asked of accounts, or of contacts. */
interface Questions {
  readonly trees: readonly CheckedGroup[];
  readonly uses: readonly FactUse[];
}

function questionsOf(subject: FactSubject, asked: readonly AskedFacts[]): Questions {
  const conditions = asked.flatMap(({ goal, branches }) => [...(goal ? [goal] : []), ...branches.values()]);
  return {
    trees: conditions.filter((one) => one.subject === subject).map(({ tree }) => tree),
    uses: asked.flatMap(({ days }) => [...days.values()]).filter(({ fact }) => fact.subject === subject),
  };
}

function asksAnything({ trees, uses }: Questions): boolean {
  return trees.length > 0 || uses.length > 0;
}

/** What was found, by the number of the account or the contact. */
interface Found {
  readonly verdicts: Map<CheckedGroup, Map<number, Holds>>;
  readonly days: Map<string, Map<number, number>>;
}

function note({ verdicts, days }: Found, { trees, uses }: Questions, judged: JudgedSubjects): void {
  for (const tree of trees) {
    const of = verdicts.get(tree) ?? new Map<number, Holds>();
    verdicts.set(tree, of);
    const { matching, unknown } = judged.judge(tree);
    for (const id of judged.ids) of.set(id, 'fails');
    for (const id of unknown) of.set(id, 'unknown');
    for (const id of matching) of.set(id, 'holds');
  }
  for (const use of uses) {
    const of = days.get(use.key) ?? new Map<number, number>();
    days.set(use.key, of);
    const figures = judged.figures(use);
    for (const [place, id] of judged.ids.entries()) {
      const value = figures[place];
      if (value !== undefined && !Number.isNaN(value)) of.set(id, value);
    }
  }
}

/** Nobody's is 0. */
function numberOf({ organizationId, userId }: Whom, subject: FactSubject): number {
  return subject === 'account' ? organizationId : (userId ?? 0);
}

/** Who was a customer, and is none any more. A trial never was one. */
function churnedOn(db: ReadDb, day: number): Set<number> {
  const churned = new Set<number>();
  const present = new Set<number>();
  for (const { organizationId, beganDay, lastDay } of readAllSpells(db)) {
    if (beganDay > day) continue;
    if (lastDay === null || lastDay >= day) present.add(organizationId);
    else churned.add(organizationId);
  }
  for (const id of present) churned.delete(id);
  return churned;
}
