import type { EffectVerdict } from '../../src-preload/contract/effect/measured-means';
import { Badge } from './badge';
import { verdictWords } from './words/effect-words';

/** What can be told of an effect; quietly, where nothing can. @param title more of it, on hover */
export function EffectVerdictBadge({ verdict, title }: { verdict: EffectVerdict; title?: string }) {
  const { words, tone } = verdictWords[verdict];
  if (tone === null)
    return (
      <span className="faint" title={title}>
        {words}
      </span>
    );
  return (
    <Badge tone={tone} {...(title !== undefined && { title })}>
      {words}
    </Badge>
  );
}
