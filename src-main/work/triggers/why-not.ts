import type { WhyNot } from '../../../src-preload/contract/rules/why-not';
import type { SaidWhyNot } from '../../lib/rules/said-why-not';
import { type ActiveRule, readActiveRules } from '../../store/triggers/active-rules';
import type { ReadDb } from '../../store/types';
import { accountsToJudge } from '../rules/judge-accounts';
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
  organizationId: number,
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
    const stands = standsOf(db, day, rule, organizationId, checking);
    told.push({ id: rule.id, name: rule.name, ...whyNotWords(rule.definition, stands, said, day) });
  }
  return told;
}

function standsOf(
  db: ReadDb,
  day: number,
  rule: ActiveRule,
  organizationId: number,
  checking: RuleChecking,
): Stands | NotJudged {
  const judged = ruleToJudge(rule, day, checking);
  if ('problem' in judged) return judged;
  const { conditions, lookedFrom } = judged;
  const accounts = accountsToJudge(db, day, {
    whom: 'customers',
    facts: checking.facts,
    trees: [conditions],
    among: new Set([organizationId]),
    lookedFrom,
  });
  if (accounts.ids.length === 0) return 'no-customer';
  const { matching, unknown, reasonsOf } = accounts.judge(conditions, lookedFrom);
  const verdict = matching.length > 0 ? 'holds' : unknown.length > 0 ? 'unknown' : 'fails';
  return { verdict, reasons: reasonsOf(organizationId) };
}
