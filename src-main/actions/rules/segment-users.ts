import type { Segment, UsedBy } from '../../../src-preload/contract/rules/segment';
import { segmentsNamed } from '../../lib/rules/segments-named';
import { readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { readRules } from '../../store/rules/read-rules';
import { readSequences } from '../../store/sequences/read-sequences';
import type { ReadDb, Tx } from '../../store/types';

/** What names segments, but for segments. */
export interface SegmentUser {
  readonly kind: Exclude<keyof UsedBy, 'segments'>;
  readonly name: string;
  /** By their ids. */
  readonly named: readonly string[];
  /** It concerns everybody’s accounts: it is or was switched on, or is admins’ from the start. */
  readonly isEverybodys: boolean;
}

/** Rules, sequences, success plans and milestones, each kind by name. */
export function readSegmentUsers(db: ReadDb | Tx): SegmentUser[] {
  return [
    ...readRules(db).map(
      ({ name, state, definition: { conditions, rearm } }): SegmentUser => ({
        ...{ kind: 'rules', name, named: segmentsNamed(conditions, rearm), isEverybodys: state !== 'draft' },
      }),
    ),
    ...readSequences(db).map(({ name, state, definition: { goal, steps } }): SegmentUser => {
      const branches = steps.map((step) => (step.kind === 'branch' ? step.conditions : null));
      return {
        ...{
          kind: 'sequences',
          name,
          named: segmentsNamed(goal, ...branches),
          isEverybodys: state !== 'draft',
        },
      };
    }),
    ...readPlans(db).map(
      ({ name, definition: { segment } }): SegmentUser => ({
        ...{ kind: 'plans', name, named: segment === null ? [] : [segment], isEverybodys: true },
      }),
    ),
    ...readMilestones(db).map(
      ({ name, definition: { completion } }): SegmentUser => ({
        ...{ kind: 'milestones', name, isEverybodys: true },
        named: completion.by === 'conditions' ? segmentsNamed(completion.conditions) : [],
      }),
    ),
  ];
}

/** What names each segment itself, by name. */
export function usersOf(users: readonly SegmentUser[], segments: readonly Segment[]): (id: string) => UsedBy {
  const others = segments.map(({ name, definition }) => ({
    name,
    named: segmentsNamed(definition.conditions),
  }));
  const namesOf = (among: readonly Pick<SegmentUser, 'name' | 'named'>[], id: string) =>
    among.filter(({ named }) => named.includes(id)).map(({ name }) => name);
  const ofKind = Map.groupBy(users, ({ kind }) => kind);
  return (id) => ({
    rules: namesOf(ofKind.get('rules') ?? [], id),
    segments: namesOf(others, id),
    sequences: namesOf(ofKind.get('sequences') ?? [], id),
    plans: namesOf(ofKind.get('plans') ?? [], id),
    milestones: namesOf(ofKind.get('milestones') ?? [], id),
  });
}
