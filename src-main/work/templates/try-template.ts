import type { z } from 'zod';
import type { CompiledTemplate, Rendering } from '../../../src-preload/contract/templates/message';
import type {
  previewInputSchema,
  previewSchema,
  TemplateDraft,
  triedTemplateSchema,
} from '../../../src-preload/contract/templates/templates';
import { counted, wholeNumber } from '../../../src-preload/contract/words';
import { readSomeRecipients } from '../../store/templates/read-recipients';
import type { ReadDb } from '../../store/types';
import type { MailRoom } from './mail-room';
import { messageValues } from './message-values';

/** Where links of a message that is not sent lead: nowhere. */
const ofNoMessage = {
  unsubscribeUrl: 'https://preview.invalid/unsubscribe',
  preferencesUrl: null,
} as const;

interface Trying {
  readonly db: ReadDb;
  readonly mail: MailRoom;
  readonly now: number;
}

/** A draft as a contact would get it: compiled and rendered as what is sent. */
export async function previewTemplate(
  { db, mail, now }: Trying,
  { organizationId, contactId, ...draft }: z.infer<typeof previewInputSchema>,
): Promise<z.infer<typeof previewSchema>> {
  const { html, problems } = await mail.compile(draft);
  if (html === null) return { problems: [...problems], rendering: null };
  const message = messageValues(db, { organizationId, contactId, now, ...ofNoMessage });
  return {
    problems: [...problems],
    rendering: await mail.render({ template: compiled(draft, html), ...message }),
  };
}

/** What would become of a draft for many contacts. */
export async function tryTemplate(
  { db, mail, now }: Trying,
  { contacts, ...draft }: TemplateDraft & { readonly contacts: number },
): Promise<z.infer<typeof triedTemplateSchema>> {
  const recipients = readSomeRecipients(db, contacts);
  const { html, problems } = await mail.compile(draft);
  const renderings: Rendering[] = [];
  for (const { organizationId, userId } of html === null ? [] : recipients) {
    const message = messageValues(db, { organizationId, contactId: userId, now, ...ofNoMessage });
    renderings.push(await mail.render({ template: compiled(draft, html ?? ''), ...message }));
  }
  if (html === null) {
    const words = problems.find(({ weight }) => weight === 'error')?.words ?? 'It can’t be compiled.';
    return { tried: recipients.length, rendered: 0, refused: [{ words, count: recipients.length }], words };
  }
  return summed(renderings);
}

function summed(renderings: readonly Rendering[]): z.infer<typeof triedTemplateSchema> {
  const counts = new Map<string, number>();
  for (const rendering of renderings)
    if (rendering.kind === 'refused') counts.set(rendering.words, (counts.get(rendering.words) ?? 0) + 1);
  const refused = Array.from(counts, ([words, count]) => ({ words, count })).sort(
    (a, b) => b.count - a.count,
  );
  const rendered = renderings.filter(({ kind }) => kind === 'message').length;
  const why = refused.map(({ words, count }) => `${wholeNumber(count)}: ${words}`).join('; ');
  const of = counted(renderings.length, 'contact');
  const words =
    renderings.length === 0
      ? 'Nobody in your copy has an address.'
      : `${wholeNumber(rendered)} of ${of} can be rendered${why === '' ? '' : `; ${why}`}`;
  return { tried: renderings.length, rendered, refused, words };
}

function compiled({ subject, preheader, language }: TemplateDraft, html: string): CompiledTemplate {
  return { subject, preheader, html, language };
}
