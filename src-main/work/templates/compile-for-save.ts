import type { TemplateDraft } from '../../../src-preload/contract/templates/templates';
import { StewardError } from '../../lib/steward-error';
import type { MailRoom } from './mail-room';

/**
 * What a draft's layout is compiled to, to be kept with it.
 * @throws StewardError invalid_input with the first error of each field, by its line
 */
export async function compileForSave(mail: MailRoom, draft: TemplateDraft): Promise<string> {
  const { html, problems } = await mail.compile(draft);
  const errors = problems.filter(({ weight }) => weight === 'error');
  const [first] = errors;
  if (html !== null && first === undefined) return html;
  const fields = Object.fromEntries(
    errors
      .reverse()
      .map(({ field, line, words }) => [field, line === null ? words : `Line ${line}: ${words}`]),
  );
  throw new StewardError(
    'invalid_input',
    `This template is not saved yet: ${first?.words ?? 'its layout can’t be compiled.'} What you wrote is still here.`,
    fields,
  );
}
