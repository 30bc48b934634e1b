import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Celebration } from '../../../../src-preload/contract/celebrations/celebrations';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { useWalk } from '../../../ui/use-walk';
import { CelebrationRow, CelebrationTable } from './celebration-row';
import { useCelebrating } from './use-celebrating';
import { WordsDialog } from './words-dialog';

const most = 100;

/** Celebrations of which a mail is still to go. @param isOn whether what is reached is celebrated at all */
export function WaitingSection({ owner, isOn }: { owner: number | null; isOn: boolean }) {
  const list = useQuery(
    trpc.celebrations.list.queryOptions({ group: 'waiting', owner, offset: 0, limit: most }),
  );
  return (
    <Loaded answer={list} waiting={<RowSkeletons count={4} height={56} />}>
      {({ celebrations, total }) =>
        total === 0 ? (
          <EmptyState
            title="No celebration waits"
            text={
              isOn
                ? 'What is reached stands here until its mail has gone, so that you can add words.'
                : 'What is reached is not celebrated: an admin turns that on under Settings and badges.'
            }
          />
        ) : (
          <Waiting celebrations={celebrations} total={total} />
        )
      }
    </Loaded>
  );
}

type Open = { readonly kind: 'words' | 'skip'; readonly celebration: Celebration };

function Waiting({ celebrations, total }: { celebrations: readonly Celebration[]; total: number }) {
  const mayDecide = useMay('manager');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  // Another is reached meanwhile, and one mail tells of both: what is open follows.
  const opened = celebrations.find(({ id }) => id === open?.celebration.id) ?? open?.celebration;
  const { release, skip, isPending } = useCelebrating(close);
  const { body, current, meant, moveTo, keys } = useWalk(
    celebrations,
    ({ id }) => `[data-celebration="${id}"]`,
  );
  const show = (kind: Open['kind']) => () => meant && setOpen({ kind, celebration: meant });
  const decide = (act: () => void) => () => mayDecide && act();
  useKeys('celebrations', {
    ...keys,
    w: show('words'),
    Enter: show('words'),
    g: decide(() => meant?.canRelease && release(meant)),
    s: decide(() => show('skip')()),
  });
  const shown = celebrations.length < total ? `The first ${formatCount(celebrations.length)} of ` : '';
  const note = `${shown}${formatPlural(total, 'celebration')}, the oldest first`;
  return (
    <Section
      title="Waiting"
      note={mayDecide ? `${note}. j and k walk, w adds words, g lets it go now, s skips` : note}
      padding="flush"
    >
      <div ref={body}>
        <CelebrationTable>
          {celebrations.map((celebration, index) => (
            <CelebrationRow
              key={celebration.id}
              celebration={celebration}
              isCurrent={index === current}
              onCurrent={() => moveTo(index)}
              actions={
                <Group gap={6} justify="flex-end" wrap="nowrap">
                  <Button
                    size="compact-sm"
                    variant={celebration.takesWords && mayDecide ? 'filled' : 'default'}
                    title="See the mail and add words (w)"
                    onClick={() => setOpen({ kind: 'words', celebration })}
                  >
                    {celebration.takesWords && mayDecide ? 'Add words' : 'See the mail'}
                  </Button>
                  {mayDecide && celebration.canRelease && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      title="Let it go now (g)"
                      onClick={() => release(celebration)}
                    >
                      Let it go
                    </Button>
                  )}
                  {mayDecide && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      title="Skip it (s)"
                      onClick={() => setOpen({ kind: 'skip', celebration })}
                    >
                      Skip
                    </Button>
                  )}
                </Group>
              }
            />
          ))}
        </CelebrationTable>
      </div>
      {open?.kind === 'words' && opened && <WordsDialog celebration={opened} onClose={close} />}
      {open?.kind === 'skip' && opened && (
        <ReasonDialog
          title={`Skip “${opened.milestone}”`}
          submit="Skip it"
          description="Kept with it. The milestone stays reached, and its points stay"
          busy={isPending}
          onReason={(reason) => skip(opened, reason)}
          onClose={close}
        />
      )}
    </Section>
  );
}
