import { withMoreOf } from '../features/direction-words';
import { knownSignOf } from '../features/known-signs';
import type { LogitModel } from '../model/logit-model';

/** A column whose coefficient is 0 because the data says the opposite of what a manager knows. */
export interface HeldColumn {
  readonly column: string;
  /** How many standard errors the data pulls the other way. */
  readonly pull: number;
}

/** A logit whose coefficients keep to their signs. */
interface SignedLogit {
  readonly model: LogitModel;
  readonly held: readonly HeldColumn[];
}

/** The columns that every logit that reads them holds at 0, the strongest pull first. */
export function heldIn(logits: readonly SignedLogit[]): HeldColumn[] {
  const pulls = new Map<string, number>();
  const moved = new Set<string>();
  for (const { model, held } of logits) {
    for (const { column, pull } of held) pulls.set(column, Math.max(pull, pulls.get(column) ?? 0));
    model.encoder.terms.forEach(({ kind, source }, j) => {
      if (kind === 'number' && model.coefficients[j] !== 0) moved.add(source);
    });
  }
  return Array.from(pulls, ([column, pull]) => ({ column, pull }))
    .filter(({ column }) => !moved.has(column))
    .sort((left, right) => right.pull - left.pull);
}

/** A weaker pull is what chance does. */
const clearPull = 1;
const mostNamed = 5;

/** What the data says against what a manager knows, for the model card. */
export function saidAgainst(
  held: readonly HeldColumn[],
  featureNames: ReadonlyMap<number, string>,
): string[] {
  const named = (direction: 'raises' | 'lowers') =>
    held
      .filter(({ column, pull }) => pull >= clearPull && knownSignOf(column)?.direction === direction)
      .slice(0, mostNamed)
      .map(({ column }) => withMoreOf(column, featureNames))
      .join('; ');
  const [bad, good] = [named('raises'), named('lowers')];
  return [
    ...(bad === ''
      ? []
      : [
          `In your data these accounts left no more often than others, or less: those ${bad}. The model takes no notice of that: bad news never lowers a chance.`,
        ]),
    ...(good === ''
      ? []
      : [
          `In your data these accounts left no less often than others, or more: those ${good}. The model takes no notice of that: good news never raises a chance.`,
        ]),
  ];
}
