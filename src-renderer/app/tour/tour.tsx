import { Button, Portal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { trpc } from '../../api/client';
import { useOwnerChoice } from '../../api/owner-choice';
import { endTour, tourStep } from '../../api/tour';
import { useMay } from '../../api/use-may';
import { todayView } from '../../features/today/desk-session';
import { todayQuery } from '../../features/today/today-query';
import { useFocusBack } from '../../ui/focus-back';
import { useKeys } from '../../ui/keys/use-keys';
import { partsOfItem } from '../news/changelog';
import { accountToShow } from './account-to-show';
import classes from './tour.module.css';
import { type TourFacts, type TourStep, tourSteps } from './tour-steps';
import { useTourPlace } from './use-tour-place';

const last = 3;

/** Four steps over the screens themselves, by the keyboard alone where one likes. */
export function Tour({ step }: { step: number }) {
  useFocusBack();
  const account = useWayThrough(step);
  const facts = useFacts(account);
  const steps = useMemo(() => tourSteps(facts), [facts]);
  const goTo = (to: number) => to >= 0 && to <= last && tourStep.set(to);
  const forward = () => goTo(step + 1);
  const back = () => goTo(step - 1);
  // Before the keys of the screen: what is chosen there stays chosen.
  useKeys('tour', { ArrowRight: forward, ArrowLeft: back, Escape: endTour }, false, 'first');
  return (
    <Portal>
      <Card step={step} shown={steps[step] ?? steps[0]} onForward={forward} onBack={back} />
    </Portal>
  );
}

interface CardProps {
  step: number;
  shown: TourStep;
  onForward: () => void;
  onBack: () => void;
}

/**
 * Beside what it speaks of. It is no dialog, for the keys that it tells of act while it is there; its words are said as
 * they come, and the way on has the focus.
 */
function Card({ step, shown: { title, words, deed, at }, onForward, onBack }: CardProps) {
  const card = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const place = useTourPlace(at, card);
  const [titleId, saidId] = [useId(), useId()];
  useEffect(() => {
    if (step >= 0) next.current?.focus({ preventScroll: true });
  }, [step]);
  const isLast = step === last;
  return (
    <>
      {place?.ring && <div className={classes.ring} data-tour="ring" aria-hidden="true" style={place.ring} />}
      <section
        ref={card}
        className={classes.card}
        data-tour="card"
        aria-labelledby={titleId}
        style={place?.card}
      >
        <div role="status" aria-atomic="true" id={saidId}>
          <p className="faint number">
            Tour, step {step + 1} of {last + 1}
          </p>
          <h2 className={classes.title} id={titleId}>
            {title}
          </h2>
          <Words text={words} />
          <Words text={deed} />
        </div>
        <div className={classes.actions}>
          <span className="faint">
            <kbd>→</kbd> <kbd>←</kbd> <kbd>Esc</kbd>
          </span>
          {!isLast && (
            <Button variant="subtle" color="gray" title="Escape" onClick={endTour}>
              End the tour
            </Button>
          )}
          {step > 0 && (
            <Button variant="default" title="←" onClick={onBack}>
              Back
            </Button>
          )}
          <Button ref={next} aria-describedby={saidId} onClick={isLast ? endTour : onForward}>
            {isLast ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  );
}

function Words({ text }: { text: string }) {
  return (
    <p className={classes.words}>
      {partsOfItem(text).map((part) =>
        part.isCode ? <kbd key={part.at}>{part.text}</kbd> : <span key={part.at}>{part.text}</span>,
      )}
    </p>
  );
}

/** Brings the screen of a step. @returns the account that the tour shows, once it is known */
function useWayThrough(step: number): TourFacts['account'] {
  const navigate = useNavigate();
  const { ownerId } = useOwnerChoice();
  const [account, setAccount] = useState<TourFacts['account']>();
  const openQueue = useEffectEvent(() => {
    todayView.set('all');
    void navigate({ to: '/' });
  });
  const openAccount = useEffectEvent(async (isMeant: () => boolean) => {
    const found = await accountToShow(ownerId).catch(() => null);
    if (!isMeant()) return;
    setAccount(found);
    if (found === null) void navigate({ to: '/accounts' });
    else void navigate({ to: '/accounts/$id', params: { id: String(found) } });
  });
  useEffect(() => {
    let isMeant = true;
    if (step === 0) openQueue();
    if (step === 1) void openAccount(() => isMeant);
    return () => {
      isMeant = false;
    };
  }, [step]);
  return account;
}

const command = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

function useFacts(account: TourFacts['account']): TourFacts {
  const { ownerId } = useOwnerChoice();
  const mayWrite = useMay('manager');
  const queue = (useQuery(todayQuery({ ownerId, kind: null })).data?.items.length ?? 0) > 0;
  const desktop = useQuery(trpc.desktop.state.queryOptions()).data;
  const noteKey = desktop?.habits.hasNoteKey === true && !desktop.isNoteKeyTaken ? desktop.noteKey : null;
  return useMemo(() => ({ account, queue, mayWrite, noteKey, command }), [account, queue, mayWrite, noteKey]);
}
