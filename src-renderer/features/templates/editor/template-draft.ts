import { z } from 'zod';
import { isMessageChannel, messageChannels } from '../../../../src-preload/contract/channels';
import type { Template, TemplateDraft } from '../../../../src-preload/contract/templates/templates';

export const editedTemplateSchema = z.object({
  /** The version that it was begun on; null: a new template. */
  version: z.number().int().nullable(),
  name: z.string(),
  category: z.string(),
  language: z.string(),
  isTransactional: z.boolean(),
  /** What was kept before there was another is a mail. */
  channel: z.enum(messageChannels).default('email'),
  subject: z.string(),
  preheader: z.string(),
  mjml: z.string(),
});
/** A template as it stands in the editor, saved or not. */
export type EditedTemplate = z.infer<typeof editedTemplateSchema>;

export function editedOf(template: Template): EditedTemplate {
  const { version, name, category, language, isTransactional, channel, subject, preheader, mjml } = template;
  return {
    ...{ version, name, category, language, isTransactional, subject, preheader, mjml },
    channel: isMessageChannel(channel) ? channel : 'email',
  };
}

/** A new one, from a starter or with nothing in it. */
export function begunWith(
  starter: Pick<EditedTemplate, 'name' | 'category' | 'subject' | 'preheader' | 'mjml'> | undefined,
): EditedTemplate {
  const {
    name,
    category,
    subject,
    preheader,
    mjml,
  }: Pick<EditedTemplate, 'name' | 'category' | 'subject' | 'preheader' | 'mjml'> = starter ?? {
    name: '',
    category: 'relationship',
    subject: '',
    preheader: '',
    mjml: emptyLayout,
  };
  return {
    version: null,
    name,
    category,
    language: 'en',
    isTransactional: false,
    channel: 'email',
    subject,
    preheader,
    mjml,
  };
}

/** With the duties of every mail, and room for what it says. */
const emptyLayout = `<mjml>
  <mj-body width="600px">
    <mj-section>
      <mj-column>
        <mj-text>
          <p>Hi {{ contact.first_name | default: "there" }},</p>
          <p></p>
          <p>Best regards<br />{{ company.name }}</p>
        </mj-text>
        <mj-text font-size="13px">
          {{ company.name }}, {{ company.postal_address }}<br />
          <a href="{{ unsubscribe.url }}">Unsubscribe</a>
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

/** What a new one says in another form than that in which it was begun: what nobody has written yet gives way. */
export function goingBy(
  template: EditedTemplate,
  channel: EditedTemplate['channel'],
): Partial<EditedTemplate> {
  const untouched = template.mjml === emptyLayout || template.mjml === emptyText;
  return { channel, ...(untouched ? { mjml: channel === 'email' ? emptyLayout : emptyText } : {}) };
}

const emptyText = '{{ account.name }}: \n';

export function isSameContent(a: EditedTemplate, b: EditedTemplate): boolean {
  return edited.every((field) => a[field] === b[field]);
}

const edited = [
  'name',
  'category',
  'language',
  'isTransactional',
  'channel',
  'subject',
  'preheader',
  'mjml',
] as const satisfies (keyof EditedTemplate)[];

/** What previews and checks take of it. */
export function draftOf(template: EditedTemplate): TemplateDraft {
  const { subject, preheader, mjml, language, isTransactional, channel, category } = template;
  return { subject, preheader, mjml, language, isTransactional, channel, category };
}

/** Under which it is kept in the encrypted store. @param whose the login and company that it is for */
export function draftKeyOf(whose: string, id: string): string {
  return `template ${id} ${whose}`;
}

/**
 * What a Steward of before kept beside the store, where whoever reads the disk reads it: taken from there, once.
 * @returns null where nothing is left, or what can't be read
 */
export function takeLeftDraft(whose: string, id: string): EditedTemplate | null {
  const key = `steward-template-draft ${whose} ${id}`;
  const text = localStorage.getItem(key);
  if (text === null) return null;
  localStorage.removeItem(key);
  try {
    return editedTemplateSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
