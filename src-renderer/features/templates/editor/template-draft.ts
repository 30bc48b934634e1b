import { z } from 'zod';
import type { Template, TemplateDraft } from '../../../../src-preload/contract/templates/templates';

const schema = z.object({
  /** The version that it was begun on; null: a new template. */
  version: z.number().int().nullable(),
  name: z.string(),
  category: z.string(),
  language: z.string(),
  isTransactional: z.boolean(),
  subject: z.string(),
  preheader: z.string(),
  mjml: z.string(),
});
/** A template as it stands in the editor, saved or not. */
export type EditedTemplate = z.infer<typeof schema>;

export function editedOf(template: Template): EditedTemplate {
  const { version, name, category, language, isTransactional, subject, preheader, mjml } = template;
  return { version, name, category, language, isTransactional, subject, preheader, mjml };
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

export function isSameContent(a: EditedTemplate, b: EditedTemplate): boolean {
  return edited.every((field) => a[field] === b[field]);
}

const edited = [
  'name',
  'category',
  'language',
  'isTransactional',
  'subject',
  'preheader',
  'mjml',
] as const satisfies (keyof EditedTemplate)[];

/** What previews and checks take of it. */
export function draftOf(template: EditedTemplate): TemplateDraft {
  const { subject, preheader, mjml, language, isTransactional } = template;
  return { subject, preheader, mjml, language, isTransactional };
}

/** @param whose the login and company that it is for: another one on this computer doesn't meet it */
export function readDraft(whose: string, id: string): EditedTemplate | null {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(keyOf(whose, id)) ?? 'null')).data ?? null;
  } catch {
    // What can't be read is no draft; the saved template is what counts.
    return null;
  }
}

/**
 * Keeps what is not saved across leaving the screen and closing the app. A template tells nothing of any account: it may
 * lie beside the encrypted store.
 */
export function keepDraft(whose: string, id: string, template: EditedTemplate): void {
  localStorage.setItem(keyOf(whose, id), JSON.stringify(template));
}

export function forgetDraft(whose: string, id: string): void {
  localStorage.removeItem(keyOf(whose, id));
}

function keyOf(whose: string, id: string): string {
  return `steward-template-draft ${whose} ${id}`;
}
