import {
  counted,
  movedWords,
  spellDay,
  spellDifference,
  spellPoints,
  spellScore,
  wholeNumber,
} from '../../../src-preload/contract/words';
import type {
  CtaFact,
  IncomingFact,
  MessageFact,
  MilestoneFact,
  NoteFact,
  PlacedFact,
  ScoreFact,
  TermFact,
  TicketFact,
} from './timeline-fact';

interface EntryWords {
  readonly sentence: string;
  /** What was written, or why; null: there is no more to say. */
  readonly detail: string | null;
}

/** What a line of a timeline says: the one place in which its words are made. */
export function entrySentence({ fact, contact, author }: PlacedFact): EntryWords {
  const who = contact?.name ?? null;
  switch (fact.kind) {
    case 'note':
      return said(noteWords(fact, who, author), fact.text);
    case 'message':
      return said(messageWords(fact, who));
    case 'reply':
      return incomingWords(fact, who ?? 'A contact');
    case 'cta':
      return ctaWords(fact, author);
    case 'milestone':
      return said(milestoneWords(fact, who, author), fact.reason);
    case 'deed': {
      const by = fact.channel === null ? '' : ` by ${named(fact.channel)}`;
      const end = fact.outcome === null ? '' : `: ${named(fact.outcome)}`;
      const what = `${capital(named(fact.what))}${by}${who === null ? '' : ` with ${who}`}`;
      return said(fact.isHeldOut ? `${what} was left out, to see what it does` : `${what}${end}`);
    }
    case 'judgement':
      return fact.what === 'pulse'
        ? said(`${author ?? 'Somebody'} gave a pulse of ${wholeNumber(fact.points)}`, fact.reason)
        : said(
            `${author ?? 'Somebody'} set the score to ${spellScore(fact.score)} until ${spellDay(fact.untilDay)}`,
            fact.reason,
          );
    case 'score':
      return scoreWords(fact);
    case 'risk':
      return said(
        `Risk ${levels.indexOf(fact.to) > levels.indexOf(fact.from) ? 'rose' : 'fell'} from ${fact.from} to ${fact.to}`,
      );
    case 'use':
      return said(
        `Use ${fact.before === 0 ? 'began again' : movedWords(fact.events / fact.before - 1)} in the week: ${counted(fact.events, 'event')}, ${wholeNumber(fact.before)} the week before`,
      );
    case 'ticket':
      return said(ticketWords(fact, who));
    case 'survey':
      return said(
        `${who ?? 'Somebody'} answered ${wholeNumber(fact.score)} of ${scales[fact.survey]} to ${surveyNames[fact.survey]}`,
        fact.comment,
      );
    case 'term':
      return said(termWords(fact));
    case 'contact':
      return said(`${who ?? 'A contact'} ${contactWords[fact.what]}`);
  }
}

const levels = ['low', 'medium', 'high', 'critical'];
const scales = { nps: 10, csat: 5, ces: 7 } as const;
const surveyNames = { nps: 'NPS', csat: 'CSAT', ces: 'CES' } as const;
const contactWords = {
  left: 'is no contact any more',
  bounced: 'is no longer there: mail to their address comes back',
  gone: 'is no longer there, as an answer by itself says',
} as const;

function said(sentence: string, detail: string | null = null): EntryWords {
  return { sentence, detail: detail === null || detail.trim() === '' ? null : detail };
}

function about(who: string | null): string {
  return who === null ? '' : ` about ${who}`;
}

/** `business_review` as it stands in a sentence. */
function named(word: string): string {
  return word.replaceAll('_', ' ');
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function noteWords({ activity, tasks, files }: NoteFact, who: string | null, author: string | null): string {
  const by = author ?? 'Somebody';
  const made = tasks.made === 0 ? '' : `, ${counted(tasks.made, 'task')} made of it${doneOf(tasks)}`;
  const attached = files.length === 0 ? '' : `, with ${files.join(', ')}`;
  if (activity === null) return `${by} wrote a note${about(who)}${attached}${made}`;
  const { what, minutes, people } = activity;
  const withWhom = people.length === 0 ? '' : ` with ${people.join(', ')}`;
  const length = minutes === null ? '' : `, ${counted(minutes, 'minute')}`;
  return `${what}${withWhom}${length}, by ${by}${attached}${made}`;
}

function doneOf({ made, done }: NoteFact['tasks']): string {
  if (done === 0) return '';
  if (done < made) return `, ${done} of them done`;
  return made === 1 ? ', done' : ', all done';
}

const channelNames: Readonly<Record<string, string>> = {
  email: 'Mail',
  in_app: 'In-app message',
  webhook: 'Message to a webhook',
};

function messageWords(
  { channel, subject, ruleName, sequenceName, launchedBy }: MessageFact,
  who: string | null,
): string {
  const what = `${channelNames[channel] ?? 'Message'}${subject === null ? '' : ` “${subject}”`} to ${who ?? 'a contact who left the list'}`;
  if (sequenceName !== null) return `${what}, of the sequence ${sequenceName}`;
  if (ruleName !== null) return `${what}, by the rule ${ruleName}`;
  return launchedBy === null ? what : `${what}, by ${launchedBy}`;
}

function incomingWords({ what, subject, words, untilDay }: IncomingFact, who: string): EntryWords {
  const heading = subject === null ? '' : `: “${subject}”`;
  switch (what) {
    case 'reply':
      return said(`${who} wrote back${heading}`, words);
    case 'bounced':
      return said(`A mail to ${who} came back: there is no such address any more`);
    case 'soft':
      return said(`A mail to ${who} did not arrive, for a reason that may pass`);
    case 'delayed':
      return said(`A mail to ${who} is delayed`);
    case 'blocked':
      return said(`The mail server of ${who} took nothing of this sender`);
    case 'complaint':
      return said(`${who} marked a mail as unwanted`);
    case 'gone':
      return said(`An answer by itself says that ${who} is no longer there`);
    case 'out_of_office':
      return said(`${who} is away${untilDay === null ? ' for a while' : ` until ${spellDay(untilDay)}`}`);
    default:
      return said(`An answer by itself came from ${who}${heading}`);
  }
}

function ctaWords(
  { what, title, reason, ruleName, outcome, ofCta }: CtaFact,
  author: string | null,
): EntryWords {
  if (what === 'task')
    return said(
      `${author ?? 'Somebody'} did the task “${title}”${ofCta === null ? '' : ` of the CTA “${ofCta}”`}`,
    );
  if (what === 'closed')
    return said(
      `${author ?? 'Steward'} closed the CTA “${title}”${outcome === null ? '' : `: ${named(outcome)}`}`,
    );
  return said(
    `${ruleName === null ? (author ?? 'Somebody') : `The rule ${ruleName}`} opened the CTA “${title}”`,
    reason,
  );
}

function milestoneWords(
  { name, before, progress, isByHand }: MilestoneFact,
  who: string | null,
  author: string | null,
): string {
  const whose = who === null ? '' : ` of ${who}`;
  if (isByHand)
    return `${author ?? 'Somebody'} set the milestone ${name}${whose} to ${progress}%, from ${before}%`;
  if (progress === 100) return `Milestone ${name} reached${who === null ? '' : ` by ${who}`}`;
  return `Milestone ${name}${whose} went back to ${progress}%, from ${before}%`;
}

/** The change as shown, and what of it is whose: the parts add up to it. */
function scoreWords({ from, to, fromDay, effects, rest }: ScoreFact): EntryWords {
  const change = Math.round(10 * (to - from)) / 10;
  const moved = change === 0 ? 'stayed level' : `${change < 0 ? 'fell' : 'rose'} ${spellPoints(change)}`;
  const parts = [
    ...effects.map(({ label, points }) => `${label} ${spellDifference(points)}`),
    ...(rest === 0 ? [] : [`all else ${spellDifference(rest)}`]),
  ];
  return said(
    `Health ${moved} since ${spellDay(fromDay)}, from ${spellScore(from)} to ${spellScore(to)}`,
    parts.length === 0 ? null : parts.join(', '),
  );
}

function ticketWords(
  { what, subject, severity, openedDay, satisfaction }: TicketFact,
  who: string | null,
): string {
  const which = subject === '' ? 'a ticket without a subject' : `the ticket “${subject}”`;
  if (what === 'opened') return `${who ?? 'The account'} opened ${which} (${severity})`;
  const content = satisfaction === null ? '' : `, ${wholeNumber(satisfaction)} of 5 content with it`;
  return `Support resolved ${which}, opened on ${spellDay(openedDay)}${content}`;
}

function termWords({ what, product, isTrial, money }: TermFact): string {
  const which = `${isTrial ? 'Trial' : 'Subscription'} of ${product}`;
  const price = money === null || isTrial ? '' : `, ${money} a month`;
  if (what === 'began') return `${which} began${price}`;
  if (what === 'ended') return `${which} ended${price}`;
  return `${which} was up for renewal${price}`;
}
