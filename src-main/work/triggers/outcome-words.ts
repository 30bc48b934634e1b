import { ctaEndWords } from '../../../src-preload/contract/ctas/cta-words';
import { counted } from '../../../src-preload/contract/words';
import type { Outcome } from '../../store/triggers/firings';
import type { Became } from '../../store/triggers/what-became';

/** How messages stand, in the order in which it is told. */
const stages: readonly (readonly [stage: string, words: string])[] = [
  ['proposed', 'to be approved'],
  ['waiting', 'waiting'],
  ['claimed', 'on the way'],
  ['dot', 'on the way'],
  ['sent', 'sent'],
  ['unknown', 'handed over, and not answered'],
  ['bounced', 'came back'],
  ['refused', 'refused by the mail server'],
  ['dropped', 'not sent'],
  ['superseded', 'not sent: the rule is another by now'],
  ['cancelled', 'taken back'],
];

/** What came of one action, and how it stands now: `2 mails: 1 sent, 1 to be approved.` */
export function outcomeWords(outcome: Outcome, became: Became): string {
  switch (outcome.kind) {
    case 'email':
      return mailWords(outcome, became);
    case 'cta':
      return `Call to action ${workWords(outcome, became)}.`;
    case 'sequence':
      return sequenceWords(outcome);
    case 'playbook':
      return `Playbook ${workWords(outcome, became)}.`;
    case 'points':
      return outcome.points == null
        ? 'No points: the account takes no part in rewards.'
        : `${counted(outcome.points, 'point')} awarded.`;
    case 'notification':
      return 'Notification.';
    default:
      return 'Something that a newer Steward knows.';
  }
}

function workWords({ is_new, cta_id }: Outcome, { ctas }: Became): string {
  const begun = is_new === false ? 'brought up to date' : 'opened';
  const end = cta_id === undefined ? undefined : ctas.get(cta_id);
  if (end === undefined || end === null) return begun;
  const known = Object.entries(ctaEndWords).find(([outcome]) => outcome === end)?.[1].word;
  return `${begun}, and closed since: ${(known ?? end).toLowerCase()}`;
}

function mailWords({ result, runs, contact_limit, left_out }: Outcome, became: Became): string {
  const more = [
    ...(contact_limit > 0
      ? [`${counted(contact_limit, 'contact has', 'contacts have')} had as many as the rule allows.`]
      : []),
    ...(left_out > 0
      ? [`${counted(left_out, 'contact is', 'contacts are')} beyond what one firing writes to.`]
      : []),
  ];
  return [firstWords(result, runs, became), ...more].join(' ');
}

function sequenceWords({ result, entered, refused }: Outcome): string {
  const out = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const left = out === 0 ? '' : ` ${counted(out, 'contact')} can’t come in now.`;
  switch (result) {
    case 'made':
      return `${counted(entered, 'contact')} let into a sequence.${left}`;
    case 'held_out':
      return 'Nobody let into a sequence: the account is held out.';
    case 'no_sequence':
      return 'Nobody let into a sequence: it is not on.';
    case 'nobody':
      return 'Nobody let into a sequence: nobody there has the role and an address.';
    default:
      return `Nobody let into a sequence.${left}`;
  }
}

function firstWords(result: string, runs: readonly string[], became: Became): string {
  switch (result) {
    case 'made':
      return `${counted(runs.length, 'mail')}${stageWords(runs, became)}.`;
    case 'held_out':
      return 'No mail: the account is held out.';
    case 'no_template':
      return 'No mail: its template is gone.';
    case 'nobody':
      return 'No mail: nobody there has the role and an address.';
    default:
      return 'No mail.';
  }
}

function stageWords(runs: readonly string[], became: Became): string {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const words = stages.find(([stage]) => stage === became.runs.get(run))?.[1];
    if (words !== undefined) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const told = [...new Set(stages.map(([, words]) => words))].flatMap((words) => {
    const count = counts.get(words);
    if (count === undefined) return [];
    return [runs.length === 1 ? words : `${count} ${words}`];
  });
  return told.length === 0 ? '' : `: ${told.join(', ')}`;
}
