import type { z } from 'zod';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import {
  holdReasons,
  mostFiringsShown,
  type RuleFiring,
  type ruleFiringsSchema,
} from '../../../src-preload/contract/rules/standing';
import { counted } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { readRuleVersions } from '../../store/rules/read-rules';
import { countFirings, type Outcome, readFirings } from '../../store/triggers/firings';
import type { ReadDb } from '../../store/types';

/** Whom a rule fired for, when and why, and what became of it. */
export function listFirings(db: ReadDb, rule: string): z.infer<typeof ruleFiringsSchema> {
  const modes = new Map(
    readRuleVersions(db, rule).map(({ version, definition }) => [version, definition.mode]),
  );
  const firings = readFirings(db, rule, mostFiringsShown).map(
    ({ day, heldBy, heldOut: _, outcomes, ...firing }): RuleFiring => ({
      ...firing,
      day: formatDay(day),
      heldBy: heldBy === null ? null : (holdReasons.find((known) => known === heldBy) ?? 'other'),
      outcomes: outcomes.map((outcome) => outcomeWords(outcome, modes.get(firing.version) ?? 'automatic')),
    }),
  );
  return { firings, total: countFirings(db, rule) };
}

/** `2 mails, to be approved.` */
function outcomeWords(outcome: Outcome, mode: RuleDefinition['mode']): string {
  switch (outcome.kind) {
    case 'email':
      return mailWords(outcome, mode);
    case 'cta':
      return outcome.is_new === false ? 'Call to action brought up to date.' : 'Call to action opened.';
    case 'playbook':
      return outcome.is_new === false ? 'Playbook brought up to date.' : 'Playbook begun.';
    case 'notification':
      return 'Notification.';
    default:
      return 'Something that a newer Steward knows.';
  }
}

function mailWords({ result, runs, contact_limit, left_out }: Outcome, mode: RuleDefinition['mode']): string {
  const also = [
    ...(contact_limit > 0
      ? [`${counted(contact_limit, 'contact has', 'contacts have')} had as many as the rule allows`]
      : []),
    ...(left_out > 0
      ? [`${counted(left_out, 'contact is', 'contacts are')} beyond what one firing writes to`]
      : []),
  ];
  const more = also.length === 0 ? '' : ` ${also.join('; ')}.`;
  switch (result) {
    case 'made':
      return `${counted(runs.length, 'mail')}${mode === 'approval' ? ', to be approved' : ''}.${more}`;
    case 'held_out':
      return 'No mail: the account is held out.';
    case 'no_template':
      return 'No mail: its template is gone.';
    case 'contact_limit':
      return `No mail.${more}`;
    case 'nobody':
      return 'No mail: nobody there has the role and an address.';
    default:
      return 'No mail.';
  }
}
