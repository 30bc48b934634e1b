import type { HeldOut, MeasuredMeans } from '../../../src-preload/contract/effect/measured-means';
import type { InterventionStage } from '../../../src-preload/contract/interventions/stages';
import type { Means } from './collect-outcomes';
import type { Draw } from './deeds';
import type { Deeds, MeansDeeds, RuleContents } from './fold-deeds';
import { sampleRatio } from './sample-ratio';

/** What was done by it, counted. */
export type CountedDeeds = Pick<
  MeasuredMeans,
  'since' | 'accounts' | 'contacts' | 'turns' | 'messages' | 'replies' | 'heldOut' | 'together'
>;

/** A means to be measured with what was done by it. */
export interface MeansToMeasure {
  readonly means: Means;
  readonly counted: CountedDeeds;
}

/** Everything of which anything was done, ready to be measured. */
export function meansOf({ means, contents, draws }: Deeds): MeansToMeasure[] {
  return [...means.values()].map((deeds) => {
    const own = drawsOf(deeds, contents, draws);
    return {
      means: { kind: deeds.kind, id: deeds.id, draws: own, turns: inOrder(deeds.turns) },
      counted: {
        since: deeds.since,
        accounts: deeds.accounts.size,
        contacts: deeds.contacts.size,
        turns: deeds.turnCount,
        messages: messagesIn(deeds.stages),
        replies: deeds.replies,
        heldOut: own.length === 0 ? null : heldOutIn(own),
        together: isTogether(deeds, contents),
      },
    };
  });
}

/** Of a rule all its draws, where it withholds anything; of what rules use, those of the days on which they did. */
function drawsOf(
  { kind, id, usedBy }: MeansDeeds,
  contents: Deeds['contents'],
  draws: Deeds['draws'],
): readonly Draw[] {
  if (kind === 'rule') return contents.get(id)?.withholds === true ? (draws.get(id) ?? []) : [];
  return [...usedBy].flatMap(([rule, { first, last }]) =>
    (draws.get(rule) ?? []).filter(({ day }) => first <= day && day <= last),
  );
}

/** Whether a rule that uses it withholds something else, too. */
function isTogether({ kind, usedBy }: MeansDeeds, contents: Deeds['contents']): boolean {
  return [...usedBy.keys()].some((rule) => {
    const own = contents.get(rule);
    return own !== undefined && partsOf(kind, own) > 1;
  });
}

function partsOf(kind: MeansDeeds['kind'], { roots, leaves, channels }: RuleContents): number {
  switch (kind) {
    case 'rule':
      return 1;
    case 'sequence':
      return roots.size;
    case 'template':
      return leaves.size;
    case 'channel':
      return channels.size;
  }
}

function heldOutIn(draws: readonly Draw[]): HeldOut {
  const { drawn, heldOut, expected, chance } = sampleRatio(draws);
  const contaminated = { launch: 0, another_rule: 0, critical: 0, share: 0 };
  for (const draw of draws)
    if (draw.heldOut && draw.contaminatedBy !== null) contaminated[draw.contaminatedBy] += 1;
  return {
    ...{ drawn, accounts: heldOut, expected, ratioChance: chance },
    contaminated,
  };
}

/** What the stages of messages count as. */
const countedAs: Readonly<Record<InterventionStage, keyof MeasuredMeans['messages']>> = {
  proposed: 'waiting',
  waiting: 'waiting',
  claimed: 'waiting',
  dot: 'waiting',
  sent: 'sent',
  unknown: 'unknown',
  refused: 'failed',
  bounced: 'bounced',
  superseded: 'stopped',
  dropped: 'stopped',
  cancelled: 'stopped',
};

function messagesIn(stages: MeansDeeds['stages']): MeasuredMeans['messages'] {
  const counts = { made: 0, sent: 0, waiting: 0, unknown: 0, bounced: 0, failed: 0, stopped: 0 };
  for (const [stage, messages] of stages) {
    counts.made += messages;
    counts[countedAs[stage]] += messages;
  }
  return counts;
}

function inOrder(turns: MeansDeeds['turns']): Map<number, number[]> {
  return new Map(
    [...turns].map(([account, days]) => [account, [...days].sort((left, right) => left - right)]),
  );
}
