import type { HealthSummary } from '../../../../src-preload/contract/health';
import { tooLittleWords } from '../../../../src-preload/contract/knowledge';

interface NoStepWords {
  readonly title: string;
  readonly text: string;
}

/** Why there is no step: because all is well, or because too little is known to tell; that must never read as well. */
export function noStepWords({ tooLittle }: Pick<HealthSummary, 'tooLittle'>): NoStepWords {
  if (tooLittle === null)
    return { title: 'Nothing to do', text: 'No sign, dimension or reason asks for a step.' };
  return {
    title: 'Too little known to say',
    text: `${tooLittleWords(tooLittle)} Find out whether people there use the product, and give your pulse.`,
  };
}
