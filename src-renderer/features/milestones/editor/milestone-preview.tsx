import { Alert, Radio, Stack } from '@mantine/core';
import type { MilestoneDefinition } from '../../../../src-preload/contract/milestones/milestone-definition';
import type { MilestonePreview as Previewed } from '../../../../src-preload/contract/milestones/milestones';
import { formatPlural } from '../../../ui/format/number';

interface MilestonePreviewProps {
  definition: MilestoneDefinition;
  preview: Previewed | undefined;
  /** Whether those are celebrated who complete it at once; null: nobody asks. */
  atOnce: boolean | null;
  onAtOnce: (celebrates: boolean) => void;
}

/** Who would have completed it, before it is saved, and what is to become of them. */
export function MilestonePreview({ definition, preview, atOnce, onAtOnce }: MilestonePreviewProps) {
  if (preview === undefined) return null;
  const { sentence, counted, complete, newly, findings } = preview;
  if (findings.length > 0)
    return <Alert color="yellow">{findings.map(({ message }) => message).join(' ')}</Alert>;
  const some = newly.accounts.slice(0, 5).map(({ name }) => name);
  return (
    <Alert color="gray" title={sentence}>
      {definition.completion.by === 'hand' ? (
        'Nothing is counted.'
      ) : (
        <Stack gap="xs">
          <p>
            {complete} of {formatPlural(counted, 'account has', 'accounts have')} reached it
            {newly.total > 0 && (
              <>
                ; {formatPlural(newly.total, 'is', 'are')} not complete now and will be at once:{' '}
                <bdi>{some.join(', ')}</bdi>
                {newly.total > some.length && ` and ${newly.total - some.length} more`}
              </>
            )}
            .
          </p>
          {newly.total > 0 && atOnce !== null && (
            <Radio.Group
              label="Celebrate those?"
              value={atOnce ? 'yes' : 'no'}
              onChange={(value) => onAtOnce(value === 'yes')}
            >
              <Stack gap={6} mt={6}>
                <Radio value="no" label="No: they complete it by this change, and not by what they did now" />
                <Radio value="yes" label="Yes, as if they had reached it today" />
              </Stack>
            </Radio.Group>
          )}
        </Stack>
      )}
    </Alert>
  );
}
