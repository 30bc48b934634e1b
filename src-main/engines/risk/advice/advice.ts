import type { Recommendation } from '../../../../src-preload/contract/risk/advice';
import type { OpenFacts } from './open-facts';

/** What to do; `kind` is the kind of intervention it comes to, by whose measured effect it is judged. */
export interface Advice extends Pick<Recommendation, 'launch' | 'kind'> {
  /** One sentence without its full stop, with the person to call. */
  readonly title: (facts: OpenFacts) => string;
}
