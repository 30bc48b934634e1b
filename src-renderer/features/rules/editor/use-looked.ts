import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client';
import type { EditedRule } from './edited-rule';
import { sentOf } from './edited-rule';

const typingPause = 400;

/** What is in the editor as the catalogue of facts and the accounts of now see it, a moment after one has typed. */
export function useLooked(id: string | null, rule: EditedRule) {
  const [looked] = useDebouncedValue(rule, typingPause);
  const definition = sentOf(looked.definition);
  const live = { placeholderData: keepPreviousData, gcTime: 30_000 } as const;
  const check = useQuery({ ...trpc.rules.check.queryOptions({ definition }), ...live });
  const matches = useQuery({ ...trpc.rules.preview.queryOptions({ id, definition }), ...live });
  const isTyping = looked.definition !== rule.definition;
  return {
    check,
    matches,
    isChecking: isTyping || check.isPlaceholderData,
    isMatching: isTyping || matches.isPlaceholderData,
  };
}
