import type {
  MilestoneCategory,
  MilestoneMeasure,
} from '../../../src-preload/contract/milestones/milestone-definition';
import type { Pace } from '../../../src-preload/contract/milestones/milestones';
import type { BadgeTone } from '../../ui/badge';

export const paceWords: Readonly<Record<Pace, string>> = {
  stuck: 'Stuck',
  behind: 'Behind',
  on_track: 'On track',
  done: 'Done',
};
export const paceTones: Readonly<Record<Pace, BadgeTone>> = {
  stuck: 'poor',
  behind: 'middle',
  on_track: 'healthy',
  done: 'none',
};

export const categoryWords: Readonly<Record<MilestoneCategory, string>> = {
  setup: 'Setup',
  first_use: 'First use',
  proficiency: 'Proficiency',
  mastery: 'Mastery',
  growth: 'Growth',
  success: 'Success',
  advocacy: 'Advocacy',
};

export const measureWords: Readonly<
  Record<MilestoneMeasure, { readonly label: string; readonly unit: string }>
> = {
  events: { label: 'Times used', unit: 'times' },
  features: { label: 'Different features', unit: 'features' },
  people: { label: 'Different people', unit: 'people' },
  days: { label: 'Days with use', unit: 'days' },
  streak: { label: 'Days in a row', unit: 'days' },
  seat_share: { label: 'Share of the seats', unit: '% of the seats' },
};
