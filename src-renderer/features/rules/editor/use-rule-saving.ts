import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Matches } from '../../../../src-preload/contract/rules/matches';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import type { CallError } from '../../../../src-preload/contract/wire/errors';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { changedParts } from '../versions/changed-parts';
import { type EditedRule, sentOf } from './edited-rule';
import type { EntryEditing } from './entry-drafts';

type Difference = NonNullable<Matches['difference']>;

export interface RuleSaving {
  readonly save: () => void;
  readonly isBusy: boolean;
  /** Whether saving was tried: then what isn't filled in is a mistake. */
  readonly wasTried: boolean;
  readonly failure: CallError | null;
  /** By field, what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
  /** What saving would change for a rule that is switched on, to be looked at first. */
  readonly question: Difference | null;
  /** @param also whether a rule that acts does so for those, too, who match it as it is saved */
  readonly confirm: (also: boolean) => void;
  readonly withdraw: () => void;
}

interface Edited {
  saved: ListedRule | null;
  base: EditedRule;
  editing: EntryEditing<EditedRule>;
}

/** Saves what the editor holds as a new version; what can't be saved stays in the editor. */
export function useRuleSaving({ saved, base, editing }: Edited): RuleSaving {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { entry: rule } = editing;
  const call = useMutation(trpc.rules.save.mutationOptions({ meta: { showsItsErrors: true } }));
  const [wasTried, setTried] = useState(false);
  const [question, setQuestion] = useState<Difference | null>(null);
  // Until what is saved is on the screen, too: a second key meanwhile would save it on the version before.
  const [isSending, setSending] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const failure = call.isError ? callErrorOf(call.error) : null;

  async function send(alsoMatching = false): Promise<void> {
    setQuestion(null);
    setSending(true);
    const { name, version } = rule;
    try {
      const { id } = await call.mutateAsync({
        name: name.trim(),
        definition: sentOf(rule.definition),
        ...(alsoMatching && { alsoMatching }),
        ...(saved && { id: saved.id }),
        ...(version !== null && { version }),
      });
      // What is saved is there before the draft goes: otherwise the editor would show what was before, for a moment.
      if (saved !== null) await queryClient.refetchQueries(trpc.rules.one.queryFilter({ id }));
      editing.settle(rule);
      notifyDone(
        saved === null
          ? `${name.trim()} is saved as a draft.`
          : `Saved: ${changedParts(base, rule)} changed. What it was stays among its versions.`,
      );
      if (saved === null) void navigate({ to: '/rules/$id', params: { id }, replace: true });
    } catch {
      // The failure stands above the editor; what was written stays in it.
    } finally {
      setSending(false);
    }
  }

  /** A rule that is switched on shows first whom a change would address, as of now and of what was typed last. */
  async function ask(id: string): Promise<void> {
    setLooking(true);
    const matches = await queryClient
      .fetchQuery(trpc.rules.preview.queryOptions({ id, definition: sentOf(rule.definition) }))
      .catch(() => null);
    setLooking(false);
    const difference = matches?.difference ?? null;
    if (difference === null || difference.isNone) await send();
    else setQuestion(difference);
  }

  function save(): void {
    setTried(true);
    if (isSending || isLooking || (!editing.isChanged && saved !== null)) return;
    if (saved === null || saved.state === 'draft') void send();
    else void ask(saved.id);
  }

  return {
    save,
    isBusy: isSending || isLooking,
    wasTried,
    failure,
    fields: failure?.fields ?? {},
    question,
    confirm: (also) => void send(also),
    withdraw: () => setQuestion(null),
  };
}
