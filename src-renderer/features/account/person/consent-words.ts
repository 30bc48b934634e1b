import { channelName } from '../../../../src-preload/contract/channels';
import type { consentBases } from '../../../../src-preload/contract/interventions/message-patches';

export const basisTitles: Readonly<Record<(typeof consentBases)[number], string>> = {
  consent: 'Their consent',
  contract: 'The contract',
  existing_customer: 'They are a customer already',
  legitimate_interest: 'A legitimate interest',
};

/** One that only a newer company knows is called as it calls it. */
export function basisWords(basis: string): string {
  return Object.entries(basisTitles).find(([key]) => key === basis)?.[1] ?? basis;
}

export function categoryWords(category: string, channel = 'email'): string {
  if (category === '*') return channel === 'email' ? 'All mail' : `All ${channelName(channel)}`;
  return category.charAt(0).toUpperCase() + category.slice(1);
}

/** What it is about, and by which channel where that is no mail. */
export function consentWords(channel: string, category: string): string {
  const about = categoryWords(category, channel);
  return channel === 'email' || category === '*' ? about : `${about}, by ${channelName(channel)}`;
}
