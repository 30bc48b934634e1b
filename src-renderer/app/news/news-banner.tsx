import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { runCommand } from '../../api/shell-commands';
import { useSignal } from '../../api/signal';
import { Banner } from '../banner';
import { markNewsSeen, ownVersion, updatedFrom } from './updated-from';

/** After an update, until it is opened or put away: that there is news. */
export function NewsBanner() {
  const from = useSignal(updatedFrom);
  if (from === null) return null;
  return (
    <Banner
      tone="news"
      icon={<IconSparkles size={16} />}
      action={
        <>
          <Button size="compact-sm" variant="default" onClick={() => runCommand('news')}>
            What is new
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={markNewsSeen}>
            Put away
          </Button>
        </>
      }
    >
      Steward was updated from {from} to {ownVersion}.
    </Banner>
  );
}
