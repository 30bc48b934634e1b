import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { trpc } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMay } from '../../api/use-may';
import { EmptyState } from '../../ui/empty-state';
import { RowSkeletons } from '../../ui/skeletons';
import classes from './account-ctas.module.css';
import { CtaBoard } from './cta-board';
import { countsInWords } from './cta-words';

const NewCtaDialog = lazyRouteComponent(() => import('./form/new-cta-dialog'), 'NewCtaDialog');

/** The calls to action of one account: those that are open, and those that were closed. */
export function AccountCtas({ id }: { id: number }) {
  const answer = useQuery(trpc.ctas.ofAccount.queryOptions({ id }));
  const mayManage = useMay('manager');
  const [current, setCurrent] = useState<string | null>(null);
  const [writing, setWriting] = useState(false);
  return (
    <section aria-label="CTAs">
      <div className={classes.head}>
        <p className="soft">{answer.data && countsInWords(answer.data.counts)}</p>
        {mayManage && <Button onClick={() => setWriting(true)}>New CTA</Button>}
      </div>
      <Loaded answer={answer} waiting={<RowSkeletons count={4} height={52} />}>
        {({ ctas, counts }) =>
          ctas.length > 0 ? (
            <CtaBoard ctas={ctas} counts={counts} current={current} onCurrent={setCurrent} ofAccount />
          ) : (
            <EmptyState
              title="Nothing was to be done yet"
              text="What has to be done for this account stands here: rules open it, and you do."
            />
          )
        }
      </Loaded>
      <Suspense fallback={null}>
        {writing && (
          <NewCtaDialog
            accountId={id}
            onClose={() => setWriting(false)}
            onOpened={(ctaId) => {
              setCurrent(ctaId);
              setWriting(false);
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
