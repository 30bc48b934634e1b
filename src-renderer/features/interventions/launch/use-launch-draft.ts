import { useState } from 'react';
import type { MessageChannel } from '../../../../src-preload/contract/channels';
import type { AccountToWriteTo } from '../../../../src-preload/contract/interventions/launch';
import { type ChosenContacts, chosenAtFirst } from './chosen-contacts';

export type WhatToSay = 'template' | 'own';
export type WhenToSend = 'now' | 'best' | 'morning' | 'at';

/** What the dialog holds. */
export interface LaunchDraft {
  readonly chosen: ChosenContacts;
  readonly what: WhatToSay;
  readonly templateId: string | null;
  /** By which words of one's own go. */
  readonly channel: MessageChannel;
  readonly subject: string;
  readonly text: string;
  readonly when: WhenToSend;
  /** On the reader's own clocks, `2026-12-07T09:00`. */
  readonly at: string;
  /** Why it goes to somebody who unsubscribed. */
  readonly despite: string;
}

/** @param hasTemplates whether the company has any: else one begins with words of one's own */
export function useLaunchDraft(
  accounts: readonly AccountToWriteTo[],
  contactId: number | undefined,
  hasTemplates: boolean,
) {
  const [draft, setDraft] = useState<LaunchDraft>(() => ({
    chosen: chosenAtFirst(accounts, contactId),
    what: hasTemplates ? 'template' : 'own',
    templateId: null,
    channel: 'email',
    subject: '',
    text: '',
    when: 'now',
    at: '',
    despite: '',
  }));
  const change = (part: Partial<LaunchDraft>) => setDraft((before) => ({ ...before, ...part }));
  return { draft, change };
}

/** @returns undefined: at once; null: not chosen yet, or no time */
export function instantMeant(
  { when, at }: Pick<LaunchDraft, 'when' | 'at'>,
  times: readonly { readonly key: string; readonly at: number }[],
): number | undefined | null {
  if (when === 'now') return undefined;
  if (when === 'at') {
    const meant = new Date(at).getTime();
    return Number.isFinite(meant) ? meant : null;
  }
  return times.find(({ key }) => key === when)?.at ?? null;
}
