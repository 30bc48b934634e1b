import { z } from 'zod';

/** What a person writes. */
export interface TemplateSource {
  readonly subject: string;
  readonly preheader: string;
  /** Mail layout with Liquid. */
  readonly mjml: string;
  /** BCP 47, as `en`. */
  readonly language: string;
  /** What the recipient has to get in any case: needs no link to unsubscribe. */
  readonly isTransactional: boolean;
  /** By which way it goes; absent: a mail. All others are plain text, which stands in `mjml`. */
  readonly channel?: string | undefined;
}

/** What a template is rendered from at send; one version's, which sent messages name. */
export interface CompiledTemplate {
  readonly subject: string;
  readonly preheader: string;
  /** HTML with Liquid, compiled from the layout at save. */
  readonly html: string;
  /** BCP 47, as `en`: in which figures and days are said. */
  readonly language: string;
  /** Absent: a mail. Of all others `html` is plain text with Liquid. */
  readonly channel?: string | undefined;
}

/** A message as it goes out, or why there is none. */
export const renderingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    subject: z.string(),
    preheader: z.string(),
    html: z.string(),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('refused'),
    /** Names of the variables that the recipient lacks, where that is why. */
    missing: z.array(z.string()),
    words: z.string(),
  }),
]);
export type Rendering = z.infer<typeof renderingSchema>;
