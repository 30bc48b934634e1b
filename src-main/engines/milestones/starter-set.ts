import type { MilestoneDefinition } from '../../../src-preload/contract/milestones/milestone-definition';
import type { PlanDefinition } from '../../../src-preload/contract/milestones/plan';

type Starter = Omit<MilestoneDefinition, 'prerequisites' | 'audience' | 'weight'> &
  Partial<Pick<MilestoneDefinition, 'audience' | 'weight'>> & {
    readonly name: string;
    /** Names of those before it. */
    readonly after: readonly string[];
  };
export interface StarterMilestone {
  readonly name: string;
  readonly after: readonly string[];
  readonly definition: MilestoneDefinition;
}

const byHand = { by: 'hand' } as const;
const use = (
  measure: 'events' | 'features' | 'people' | 'days' | 'streak' | 'seat_share',
  target: number,
  withinDays: number | null = null,
  features: 'any' | 'core' = 'any',
) => ({ by: 'activity' as const, measure, target, withinDays, features });

const starters: readonly Starter[] = [
  {
    name: 'Kick-off held',
    description: 'Goals, people and dates are agreed on.',
    ...{ category: 'setup', completion: byHand, points: 50, dueWorkingDays: 5, after: [] },
  },
  {
    name: 'First people in',
    description: 'Two people have used the product.',
    ...{ category: 'first_use', completion: use('people', 2), points: 50, dueWorkingDays: 10, after: [] },
  },
  {
    name: 'Five people active',
    description: 'Five people used the product within four weeks.',
    ...{
      category: 'first_use',
      completion: use('people', 5, 28),
      points: 100,
      dueWorkingDays: 30,
      after: ['First people in'],
    },
  },
  {
    name: 'Three core features in a week',
    description: 'What the product is for has been tried.',
    ...{
      category: 'proficiency',
      completion: use('features', 3, 7, 'core'),
      points: 100,
      dueWorkingDays: 40,
    },
    after: ['First people in'],
  },
  {
    name: 'First steps of each contact',
    description: 'Somebody has used the product on three days.',
    ...{
      category: 'first_use',
      audience: 'contact',
      completion: use('days', 3),
      points: 10,
      dueWorkingDays: 40,
      after: [],
    },
  },
  {
    name: 'A habit',
    description: 'Used on ten days within two weeks.',
    ...{
      category: 'proficiency',
      completion: use('days', 10, 14),
      points: 150,
      dueWorkingDays: 65,
      after: ['Five people active'],
    },
  },
  {
    name: 'First goal reached',
    description: 'The customer says that a goal of the kick-off is reached.',
    ...{
      category: 'success',
      weight: 2,
      completion: byHand,
      points: 300,
      dueWorkingDays: 65,
      after: ['Kick-off held'],
    },
  },
  {
    name: 'Half of the seats active',
    description: 'Half of the licensed people used the product within four weeks.',
    ...{
      category: 'growth',
      completion: use('seat_share', 50, 28),
      points: 200,
      dueWorkingDays: 90,
      after: ['Five people active'],
    },
  },
  {
    name: 'A reference given',
    description: 'The customer speaks for the product to others.',
    ...{
      category: 'advocacy',
      completion: byHand,
      points: 500,
      dueWorkingDays: null,
      after: ['First goal reached'],
    },
  },
];

/** Milestones that fit any product that people use, each after those that it needs. */
export const starterMilestones: readonly StarterMilestone[] = starters.map(
  ({ name, after, ...definition }) => ({
    name,
    after,
    definition: { audience: 'account', weight: 1, ...definition, prerequisites: [] },
  }),
);

/** Plans of them, by name. They are off: an admin looks at them first. */
export const starterPlans: readonly {
  readonly name: string;
  readonly milestones: readonly string[];
  readonly definition: Omit<PlanDefinition, 'milestones'>;
}[] = [
  {
    name: 'Onboarding',
    milestones: [
      'Kick-off held',
      'First people in',
      'Five people active',
      'Three core features in a week',
      'First steps of each contact',
    ],
    definition: {
      description: 'From the contract to first use.',
      stage: 'onboarding',
      segment: null,
      isOn: false,
    },
  },
  {
    name: 'Adoption',
    milestones: ['A habit', 'Half of the seats active', 'First goal reached', 'A reference given'],
    definition: {
      description: 'From first use to a reached goal.',
      stage: 'adoption',
      segment: null,
      isOn: false,
    },
  },
];
