import type { z } from 'zod';
import type { CompiledTemplate } from '../../../src-preload/contract/templates/message';
import type {
  previewInputSchema,
  previewSchema,
  Recipient,
  TemplateDraft,
  triedTemplateSchema,
} from '../../../src-preload/contract/templates/templates';
import { counted, wholeNumber } from '../../../src-preload/contract/words';
import type { Celebrated } from '../../lib/celebrations/celebrated';
import { readLastReached } from '../../store/celebrations/read-mails';
import { readSomeRecipients } from '../../store/templates/read-recipients';
import type { ReadDb } from '../../store/types';
import type { MailRoom } from './mail-room';
import { messageValues } from './message-values';
import { deadLinks, type Previewing } from './previewing';

type TriedTemplate = z.infer<typeof triedTemplateSchema>;

interface Trying extends Previewing {
  readonly mail: MailRoom;
}

/** A draft as a contact would get it: compiled and rendered as what is sent. */
export async function previewTemplate(
  { db, mail, now }: Trying,
  { organizationId, contactId, ...draft }: z.infer<typeof previewInputSchema>,
): Promise<z.infer<typeof previewSchema>> {
  const { html, problems } = await mail.compile(draft);
  if (html === null || organizationId === null) return { problems: [...problems], rendering: null };
  const celebrated = celebratedBy(draft, db, organizationId, contactId);
  const message = messageValues(db, { organizationId, contactId, now, celebrated, ...deadLinks });
  return {
    problems: [...problems],
    rendering: await mail.render({ template: compiled(draft, html), ...message }),
  };
}

/** What would become of a draft for many contacts. */
export async function tryTemplate(
  { db, mail, now }: Trying,
  { contacts, ...draft }: TemplateDraft & { readonly contacts: number },
): Promise<TriedTemplate> {
  const recipients = readSomeRecipients(db, contacts);
  const { html, problems } = await mail.compile(draft);
  if (html === null) {
    const words = problems.find(({ weight }) => weight === 'error')?.words ?? 'It can’t be compiled.';
    const refused = [{ words, count: recipients.length, contacts: recipients.slice(0, mostNamed) }];
    return { tried: recipients.length, rendered: 0, refused, words };
  }
  const outcomes: Outcome[] = [];
  for (const recipient of recipients) {
    const { organizationId, userId } = recipient;
    const celebrated = celebratedBy(draft, db, organizationId, userId);
    const message = messageValues(db, { organizationId, contactId: userId, now, celebrated, ...deadLinks });
    const rendering = await mail.render({ template: compiled(draft, html), ...message });
    outcomes.push({ recipient, refusal: rendering.kind === 'refused' ? rendering.words : null });
  }
  return summed(outcomes);
}

/** A template of celebrations is tried with what the account, or the contact, reached last. */
function celebratedBy(
  { category }: TemplateDraft,
  db: ReadDb,
  organizationId: number,
  contactId: number | null,
): Celebrated[] {
  return category === 'celebration' ? readLastReached(db, organizationId, contactId) : [];
}

interface Outcome {
  readonly recipient: Recipient;
  /** Null: there is a message. */
  readonly refusal: string | null;
}

/** So many are named of those who lack the same. */
const mostNamed = 10;

function summed(outcomes: readonly Outcome[]): TriedTemplate {
  const refusals = Map.groupBy(
    outcomes.filter(({ refusal }) => refusal !== null),
    ({ refusal }) => refusal ?? '',
  );
  const refused = Array.from(refusals, ([words, those]) => ({
    words,
    count: those.length,
    contacts: those.slice(0, mostNamed).map(({ recipient }) => recipient),
  })).sort((a, b) => b.count - a.count);
  const rendered = outcomes.filter(({ refusal }) => refusal === null).length;
  const why = refused.map(({ words, count }) => `${wholeNumber(count)}: ${words}`).join('; ');
  const of = counted(outcomes.length, 'contact');
  const words =
    outcomes.length === 0
      ? 'Nobody in your copy has an address.'
      : `${wholeNumber(rendered)} of ${of} can be rendered${why === '' ? '' : `; ${why}`}`;
  return { tried: outcomes.length, rendered, refused, words };
}

function compiled({ subject, preheader, language, channel }: TemplateDraft, html: string): CompiledTemplate {
  return { subject, preheader, html, language, channel };
}
