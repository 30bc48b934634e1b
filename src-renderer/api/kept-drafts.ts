import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { queryClient, trpc, trpcClient } from './client';

/** What is on its way to the store, by key. */
const unsent = new Map<string, string | null>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Often enough that a crash costs a few words, seldom enough to be no work. */
const sendAfter = 800;

/** Writes what an editor holds to the encrypted store, in a moment; who opens the editor meanwhile has it at once. */
export function keepDraft(key: string, draft: unknown): void {
  const text = JSON.stringify(draft);
  queryClient.setQueryData(trpc.drafts.read.queryKey({ key }), { draft: text });
  unsent.set(key, text);
  timer ??= setTimeout(sendDrafts, sendAfter);
}

export function forgetDraft(key: string): void {
  queryClient.setQueryData(trpc.drafts.read.queryKey({ key }), { draft: null });
  unsent.set(key, null);
  sendDrafts();
}

/** Before the window goes, and whenever a moment is over. What can't be kept stays in the window. */
export function sendDrafts(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const [key, draft] of unsent) trpcClient.drafts.keep.mutate({ key, draft }).catch(() => undefined);
  unsent.clear();
}

window.addEventListener('pagehide', sendDrafts);

export interface KeptDraft<Draft> {
  /** Undefined while it isn’t known. What can't be read is no draft. */
  readonly data: Draft | null | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** The draft that was left under a key. */
export function useKeptDraft<Draft>(key: string, schema: z.ZodType<Draft>): KeptDraft<Draft> {
  const { data, error, refetch } = useQuery(trpc.drafts.read.queryOptions({ key }));
  return { data: data && readDraft(data.draft, schema), error, refetch };
}

function readDraft<Draft>(text: string | null, schema: z.ZodType<Draft>): Draft | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
