import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import type { WhyNot } from '../../../src-preload/contract/rules/why-not';
import { counted, spellDay } from '../../../src-preload/contract/words';
import type { ConditionReason } from '../../engines/rules/explain-conditions';
import { formatDay, parseDay } from '../../lib/day';
import type { SaidWhyNot } from '../../lib/rules/said-why-not';

/** How an account stands with a rule's conditions now. */
export interface Stands {
  readonly verdict: 'holds' | 'fails' | 'unknown';
  readonly reasons: readonly ConditionReason[];
}
/** Why the rule can't be judged, in words; or nobody judges the account, for it is no customer, or the contact. */
export type NotJudged = { readonly problem: string } | 'no-customer' | 'no-contact';

type Said = Omit<WhyNot, 'id' | 'name'>;

const people = {
  champion: 'its champions',
  admin: 'its admins',
  'every-contact': 'contacts with an address who are there and don’t object to profiling',
  contact: 'contacts with an address who are there and don’t object to profiling',
} as const;

/** What is under way, or went: it says itself how it stands. */
const shown: ReadonlySet<string> = new Set([
  'proposed',
  'waiting',
  'claimed',
  'dot',
  'sent',
  'unknown',
  'bounced',
]);

/** Why a rule wrote nothing to a contact, what comes first first. @param today the company's day, since the epoch */
export function whyNotWords(
  definition: RuleDefinition,
  stands: Stands | NotJudged,
  said: SaidWhyNot,
  today: number,
): Said {
  const { message } = said;
  if (message !== null && shown.has(message.stage)) return ofMessage(message);
  if (said.stopped !== null)
    return words(said.stopped === 'everything' ? 'All sending is stopped.' : 'The rule is stopped.');
  if (!said.mailed)
    return words(`Its mails are for ${addressees(definition)}: this contact is none of them.`);
  if (stands === 'no-customer')
    return words('The account is no customer now, and rules look at customers alone.');
  if (stands === 'no-contact')
    return words(
      'Rules don’t look at this contact: they look at contacts of customers who are there and don’t object to profiling.',
    );
  if ('problem' in stands) return words(`The rule can’t be judged. ${stands.problem}`);
  if (stands.verdict !== 'holds') return words(notMatching(stands, definition.subject));
  return ofMatch(definition, said, today);
}

function ofMatch(definition: RuleDefinition, said: SaidWhyNot, today: number): Said {
  const { firing, message, verdict } = said;
  const subject = definition.subject;
  if (!said.judged) return words(`The ${subject} matches, and the rule has not looked at it yet.`);
  if (said.waits_for === 'day_limit')
    return {
      ...words(`As many ${subject}s fired as it may on a day.`),
      untilDay: formatDay(today + 1),
    };
  if (said.waits_for === 'failed')
    return words(`What it does for the ${subject} failed last; it is tried again.`);
  if (said.waits_for !== null) return words('It waits until the rule is let go on.');
  if (firing === null || said.is_met !== true)
    return words(
      `The ${subject} matched already when the rule first looked at it: that is no news. It is after ${counted(definition.clearDays, 'day')} in a row without a match.`,
    );
  if (firing.held_by === 'cool_down' && said.fired_on !== null)
    return {
      ...words(`It fired for the ${subject} on ${spellDay(parseDay(said.fired_on))} already.`),
      untilDay: formatDay(parseDay(said.fired_on) + definition.coolDownDays),
    };
  if (firing.held_by === 'account_limit')
    return words('It fired for the account as often as its limit allows.');
  if (firing.held_by === 'contact_limit')
    return words('It fired for the contact as often as its limit allows.');
  if (firing.held_by === 'depth') return words('Too many rules followed one another within an hour.');
  if (firing.held_out || said.held_out)
    return words('The account is held out: it gets no mails of this rule, so that their effect can be told.');
  if (message !== null) return ofMessage(message);
  if (verdict !== null) return ofMessage(verdict);
  return words(
    `It fired for the ${subject} on ${spellDay(parseDay(firing.fired_on))}, before it could write to this contact.`,
  );
}

function words(text: string): Said {
  return { words: text, message: null, until: null, untilDay: null };
}

function ofMessage({ stage, reason, until }: NonNullable<SaidWhyNot['verdict']>): Said {
  return { words: null, message: { stage, reason }, until, untilDay: null };
}

function addressees({ actions }: RuleDefinition): string {
  const to = actions.flatMap((action) => (action.kind === 'email' ? [people[action.to]] : []));
  return [...new Set(to)].join(' and ');
}

/** What fails, or is not known, alone: what holds is no reason. */
function notMatching({ verdict, reasons }: Stands, subject: string): string {
  const deciding = reasons.filter((reason) => reason.verdict === verdict).map(({ text }) => text);
  return deciding.length === 0 ? `The ${subject} doesn’t match.` : deciding.join(' ');
}
