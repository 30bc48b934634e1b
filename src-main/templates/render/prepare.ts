import type { Template } from 'liquidjs';
import type { CompiledTemplate } from '../../../src-preload/contract/templates/message';
import { isVariable } from '../../../src-preload/contract/templates/variables';
import { checkBrackets } from '../layout/check-brackets';
import { checkPlaces } from '../layout/check-places';
import { standInForColor } from '../layout/color-stand-in';
import { liquidFor } from '../liquid/engine';
import { namesIn } from '../liquid/names';
import { parseLiquid } from '../liquid/parse';
import type { Destination } from '../liquid/printed';
import { Refusal } from '../liquid/refusal';
import { holdsMarks, mask } from '../liquid/tokens';

/** A template read once and rendered for many. */
export interface Prepared {
  readonly subject: readonly Template[];
  readonly preheader: readonly Template[];
  readonly html: readonly Template[];
  readonly language: string;
  /** It has no HTML: what stands in its place is all it says. */
  readonly isPlain: boolean;
}

/**
 * Reads a compiled template. It may come from anybody who can write the company's table: what may not stand where it
 * stands is refused here again.
 * @throws Refusal in words
 */
export function prepare({
  subject,
  preheader,
  html,
  language,
  channel = 'email',
}: CompiledTemplate): Prepared {
  if (channel !== 'email')
    return {
      subject: read(subject, 'header', language),
      preheader: [],
      html: read(html, 'header', language),
      language,
      isPlain: true,
    };
  const { text } = standInForColor(html);
  if (holdsMarks(text)) throw new Refusal('the template holds a word like lqz1z');
  const masked = mask(text);
  const [problem] = [...checkBrackets(masked), ...checkPlaces(masked)];
  if (problem !== undefined) throw new Refusal(problem.words);
  return {
    subject: read(subject, 'header', language),
    preheader: read(preheader, 'header', language),
    html: read(html, 'html', language),
    language,
    isPlain: false,
  };
}

function read(text: string, destination: Destination, language: string): Template[] {
  const parsed = parseLiquid(liquidFor(destination, language), text);
  const unknown = namesIn(parsed).find(({ name }) => !isVariable(name));
  if (unknown !== undefined) throw new Refusal(`${unknown.name} is no variable`);
  return parsed;
}
