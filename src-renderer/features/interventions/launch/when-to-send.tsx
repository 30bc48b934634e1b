import { Radio, Stack, TextInput } from '@mantine/core';
import type { z } from 'zod';
import type { launchChoicesSchema } from '../../../../src-preload/contract/interventions/launch';
import { formatSoon } from '../../../ui/format/instant';
import type { LaunchDraft, WhenToSend } from './use-launch-draft';

export type LaunchTimes = z.infer<typeof launchChoicesSchema>['times'];

interface WhenToSendProps {
  draft: LaunchDraft;
  times: LaunchTimes;
  onChange: (part: Partial<LaunchDraft>) => void;
  now: number;
  error: string | undefined;
}

const titles = { best: 'When its people are at work', morning: 'The next working morning' } as const;

export function WhenToSendField({ draft, times, onChange, now, error }: WhenToSendProps) {
  return (
    <Radio.Group
      label="When"
      description="On your own clocks. Quiet hours and caps hold whatever you choose"
      value={draft.when}
      onChange={(when) => onChange({ when: when as WhenToSend })}
      error={error}
    >
      <Stack gap={6} mt={6}>
        <Radio value="now" label="Now, after ten seconds in which you can take it back" />
        {times.map(({ key, at, words }) => (
          <Radio
            key={key}
            value={key}
            label={`${titles[key]}: ${formatSoon(at, now)}`}
            description={key === 'best' ? words : undefined}
          />
        ))}
        <Radio value="at" label="At a time of your own" />
        {draft.when === 'at' && (
          <TextInput
            type="datetime-local"
            aria-label="Day and time"
            value={draft.at}
            onChange={(event) => onChange({ at: event.currentTarget.value })}
            w={220}
            ml={32}
          />
        )}
      </Stack>
    </Radio.Group>
  );
}
