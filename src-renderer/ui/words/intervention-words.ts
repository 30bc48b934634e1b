import type { InterventionKind } from '../../../src-preload/contract/domain';

/** What was done for an account, as tables name it. */
export const interventionWords: Record<InterventionKind, string> = {
  check_in: 'Check-in',
  business_review: 'Business review',
  training: 'Training',
  onboarding_help: 'Onboarding help',
  executive_call: 'Executive call',
  renewal_talk: 'Renewal talk',
  success_plan: 'Success plan',
  offer: 'Offer',
  campaign: 'Campaign',
  other: 'Other',
};
