import type { EffectVerdict, MeansKind } from '../../../src-preload/contract/effect/measured-means';
import type { BadgeTone } from '../badge';

/** What can be told of an effect, in a word or two. */
export const verdictWords: Readonly<Record<EffectVerdict, { words: string; tone: BadgeTone | null }>> = {
  fewer_left: { words: 'Fewer left', tone: 'healthy' },
  more_left: { words: 'More left', tone: 'poor' },
  healthier: { words: 'Health rose', tone: 'healthy' },
  less_healthy: { words: 'Health fell', tone: 'poor' },
  not_trusted: { words: 'Not to be trusted', tone: 'middle' },
  too_small: { words: 'Too small to tell', tone: null },
  nothing_yet: { words: 'Nothing to compare yet', tone: null },
};

export const meansWords: Readonly<Record<MeansKind, string>> = {
  rule: 'Rules',
  sequence: 'Sequences',
  template: 'Templates',
  channel: 'Channels',
};
