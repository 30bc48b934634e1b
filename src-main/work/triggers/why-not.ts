import type { WhyNot } from '../../../src-preload/contract/rules/why-not';
import type { SaidWhyNot } from '../../lib/rules/said-why-not';
import { type ActiveRule, readActiveRules } from '../../store/triggers/active-rules';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from '../rules/judge-subjects';
import { type RuleChecking, ruleChecking } from '../rules/rule-checking';
import { ruleToJudge } from './rule-to-judge';
import { type NotJudged, type Stands, whyNotWords } from './why-not-words';

/**
 * Of each rule that acts and writes mails, by name, why it wrote nothing to a contact, or what it wrote.
 * @param day of the scores; null: none are there
 * @param ask what the company knows of a rule and this contact; null: nothing, and the rule is left out
 */
export async function whyNot(
  db: ReadDb,
  day: number | null,
  { organizationId, contactId }: { readonly organizationId: number; readonly contactId: number },
  ask: (rule: string) => Promise<SaidWhyNot | null>,
): Promise<WhyNot[]> {
  if (day === null) return [];
  const checking = ruleChecking(db);
  const writing = readActiveRules(db).filter(({ definition }) =>
    definition?.actions.some(({ kind }) => kind === 'email'),
  );
  const told: WhyNot[] = [];
  for (const rule of writing.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const said = await ask(rule.id);
    if (said === null || rule.definition === null) continue;
    const stands = standsOf(db, day, rule, { organizationId, contactId }, checking);
    told.push({ id: rule.id, name: rule.name, ...whyNotWords(rule.definition, stands, said, day) });
  }
  return told;
}

function standsOf(
  db: ReadDb,
  day: number,
  rule: ActiveRule,
  { organizationId, contactId }: { readonly organizationId: number; readonly contactId: number },
  checking: RuleChecking,
): Stands | NotJudged {
  const judged = ruleToJudge(rule, day, checking);
  if ('problem' in judged) return judged;
  const { conditions, lookedFrom } = judged;
  const subject = rule.definition?.subject ?? 'account';
  const subjects = subjectsToJudge(db, day, {
    ...{ subject, whom: 'customers', facts: checking },
    trees: [conditions],
    among: new Set([organizationId]),
    lookedFrom,
  });
  const id = subject === 'account' ? organizationId : contactId;
  if (!subjects.ids.includes(id)) return subject === 'account' ? 'no-customer' : 'no-contact';
  const { matching, unknown, reasonsOf } = subjects.judge(conditions, lookedFrom);
  const verdict = matching.includes(id) ? 'holds' : unknown.includes(id) ? 'unknown' : 'fails';
  return { verdict, reasons: reasonsOf(id) };
}
