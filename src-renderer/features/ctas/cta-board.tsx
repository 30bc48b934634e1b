import { lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { Suspense, useRef, useState } from 'react';
import { type Cta, type CtaCounts, ctaGroups } from '../../../src-preload/contract/ctas/cta';
import { useMay } from '../../api/use-may';
import { formatCount } from '../../ui/format/number';
import { useKeys } from '../../ui/keys/use-keys';
import classes from './cta-board.module.css';
import { CtaRow } from './cta-row';
import { groupWords } from './cta-words';
import { CtaPanel } from './panel/cta-panel';
import { useCtaActions } from './use-cta-actions';

const SnoozeDialog = lazyRouteComponent(() => import('../../ui/snooze-dialog'), 'SnoozeDialog');
const CloseDialog = lazyRouteComponent(() => import('./close-dialog'), 'CloseDialog');
const ChangeDialog = lazyRouteComponent(() => import('./form/change-dialog'), 'ChangeDialog');

type Asking = { readonly what: 'close' | 'snooze' | 'change'; readonly cta: Cta };

interface CtaBoardProps {
  /** At least one, in the order of their groups. */
  ctas: readonly Cta[];
  /** How many there are of each group, also where not all of them are shown. */
  counts: CtaCounts;
  current: string | null;
  onCurrent: (id: string | null) => void;
  /** They are all of one account, which has keys of its own for the queue of Today. */
  ofAccount?: boolean;
}

/** Calls to action by when they are due, and beside them all of the one that is looked at. */
export function CtaBoard({ ctas, counts, current, onCurrent, ofAccount = false }: CtaBoardProps) {
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const mayManage = useMay('manager');
  const actions = useCtaActions();
  const [asking, setAsking] = useState<Asking | null>(null);
  const found = ctas.findIndex(({ id }) => id === current);
  // One that left hands its place to the next.
  const [place, setPlace] = useState(0);
  const index = found >= 0 ? found : Math.min(place, ctas.length - 1);
  const shown = ctas[index];
  const done = () => setAsking(null);

  function choose(id: string): void {
    setPlace(ctas.findIndex((one) => one.id === id));
    onCurrent(id);
  }
  function moveBy(step: number): void {
    const next = ctas[Math.max(0, Math.min(index + step, ctas.length - 1))];
    if (next === undefined) return;
    choose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-cta="${next.id}"] button`)?.focus();
  }
  const ask = (what: Asking['what']) => (cta: Cta) => setAsking({ what, cta });
  const onOpen = (act: (cta: Cta) => void) => () => {
    if (mayManage && shown !== undefined && shown.end === null) act(shown);
  };

  const next = () => moveBy(1);
  const previous = () => moveBy(-1);
  function openAccount({ accountId }: Cta): void {
    const params = { id: String(accountId) };
    void navigate({ to: '/accounts/$id', params, search: { tab: 'ctas' } });
  }

  const openShown = () => shown && openAccount(shown);

  useKeys(
    'ctaList',
    ofAccount
      ? null
      : {
          j: next,
          k: previous,
          ArrowDown: next,
          ArrowUp: previous,
          e: onOpen(ask('close')),
          s: onOpen(ask('snooze')),
          b: onOpen((cta) => cta.snooze !== null && actions.wake(cta)),
          t: () => panel.current?.querySelector<HTMLInputElement>('input[name="task"]')?.focus(),
          Enter: openShown,
        },
    asking !== null,
  );

  return (
    <div className={classes.board} data-of-account={ofAccount || undefined}>
      <div className={classes.list} ref={list}>
        {ctaGroups.map((group) => {
          const own = ctas.filter((cta) => cta.group === group);
          return (
            own.length > 0 && (
              <section key={group} aria-label={groupWords[group]}>
                <h2 className={classes.group} data-group={group}>
                  {groupWords[group]} <span className="number">{formatCount(counts[group])}</span>
                  {own.length < counts[group] && `, the first ${formatCount(own.length)} shown`}
                </h2>
                <ul>
                  {own.map((cta) => (
                    <CtaRow
                      key={cta.id}
                      cta={cta}
                      current={cta.id === shown?.id}
                      ofAccount={ofAccount}
                      mayManage={mayManage}
                      onCurrent={choose}
                      onOpen={openAccount}
                      onClose={ask('close')}
                      onSnooze={ask('snooze')}
                    />
                  ))}
                </ul>
              </section>
            )
          );
        })}
      </div>
      {shown && (
        <CtaPanel
          key={shown.id}
          ref={panel}
          cta={shown}
          mayManage={mayManage}
          ofAccount={ofAccount}
          actions={actions}
          onClose={ask('close')}
          onSnooze={ask('snooze')}
          onChange={ask('change')}
        />
      )}
      <Suspense fallback={null}>
        {asking?.what === 'close' && (
          <CloseDialog
            cta={asking.cta}
            onClose={done}
            onOutcome={(outcome) => {
              actions.close(asking.cta, outcome);
              done();
            }}
          />
        )}
        {asking?.what === 'snooze' && (
          <SnoozeDialog
            title={`Snooze “${asking.cta.title}”`}
            onClose={done}
            onSnooze={(until, reason) => {
              actions.snooze(asking.cta, until, reason);
              done();
            }}
          />
        )}
        {asking?.what === 'change' && <ChangeDialog cta={asking.cta} onClose={done} />}
      </Suspense>
    </div>
  );
}
