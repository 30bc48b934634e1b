import type { Wait } from '../../jobs/work';
import { countContacts } from '../../store/facts/judged-contacts';
import { endJudging, type Judging, putJudging } from '../../store/triggers/outgoing-judgings';
import type { Store } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { customersOn, subjectsToJudge } from '../rules/judge-subjects';
import type { RuleChecking } from '../rules/rule-checking';
import { judgeSafely, type Look } from './judge-one';
import type { RuleToJudge } from './rule-to-judge';

/** Contacts that are judged in one go: some tens of milliseconds. */
const contactsAtOnce = 500;

interface ToLookAt extends Omit<Look, 'subjects'> {
  readonly checking: RuleChecking;
  /** Only the contacts of these accounts; null: of all. */
  readonly among: ReadonlySet<number> | null;
}

type Whole = NonNullable<Judging['whole']>;

/**
 * Judges rules about contacts, the contacts of some accounts after those of others, for there may be a million of them; each
 * rule's whole is told once all are judged.
 */
export function* judgeContacts(
  store: Store,
  rules: readonly RuleToJudge[],
  { checking, among, ...look }: ToLookAt,
): Generator<Wait, void> {
  const wholes = new Map<string, Whole | null>();
  for (const part of partsOf(store, look.day, among)) {
    const subjects = subjectsToJudge(store.read, look.day, {
      ...{ subject: 'contact', whom: 'customers', facts: checking, accounts: part },
      trees: rules.flatMap(({ conditions, rearm }) => (rearm === null ? [conditions] : [conditions, rearm])),
      lookedFrom: Math.min(...rules.map(({ lookedFrom }) => lookedFrom)),
    });
    yield;
    for (const rule of rules) {
      const { id } = rule.rule;
      // What failed for some fails for the others.
      if (wholes.get(id) === null) continue;
      const { judging, verdicts } = judgeSafely(rule, { ...look, subjects, isWhole: true });
      wholes.set(id, judging.whole === null ? null : added(wholes.get(id), judging.whole));
      bulkTransaction(store, 'triggers.judged', (tx) =>
        putJudging(tx, id, { ...judging, whole: null }, verdicts),
      );
      yield;
    }
  }
  if (!look.isWhole) return;
  for (const { rule } of rules) {
    const whole = wholes.get(rule.id);
    if (!whole) continue;
    const judging: Judging = { ...look.look, version: rule.version, whole, problem: null };
    writeTransaction(store, 'triggers.judged', (tx) => endJudging(tx, rule.id, judging));
  }
}

function added(sum: Whole | null | undefined, more: Whole): Whole {
  return {
    lookedFrom: more.lookedFrom,
    evaluated: (sum?.evaluated ?? 0) + more.evaluated,
    matched: (sum?.matched ?? 0) + more.matched,
    notKnown: (sum?.notKnown ?? 0) + more.notKnown,
    milliseconds: (sum?.milliseconds ?? 0) + more.milliseconds,
  };
}

/** Accounts that are customers, so many together as their contacts can be judged at once; one part at least. */
function partsOf(store: Store, day: number, among: ReadonlySet<number> | null): number[][] {
  const counts = countContacts(store.read);
  const parts: number[][] = [[]];
  let room = contactsAtOnce;
  for (const account of customersOn(store.read, day)) {
    if (among !== null && !among.has(account)) continue;
    const contacts = counts.get(account) ?? 0;
    if (contacts > room && room < contactsAtOnce) {
      parts.push([]);
      room = contactsAtOnce;
    }
    parts.at(-1)?.push(account);
    room -= contacts;
  }
  return parts;
}
