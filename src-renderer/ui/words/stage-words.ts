import type { LifecycleStage } from '../../../src-preload/contract/domain';

export const stageWords: Record<LifecycleStage, string> = {
  onboarding: 'Onboarding',
  adoption: 'Adoption',
  growth: 'Growth',
  renewal: 'Renewal',
  churned: 'Churned',
};
