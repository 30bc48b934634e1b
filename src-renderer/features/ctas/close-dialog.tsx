import { useEffect, useEffectEvent } from 'react';
import type { Cta } from '../../../src-preload/contract/ctas/cta';
import { type CtaOutcome, ctaOutcomes } from '../../../src-preload/contract/ctas/cta-kinds';
import { ctaEndWords } from '../../../src-preload/contract/ctas/cta-words';
import { Dialog } from '../../ui/dialog';
import classes from './close-dialog.module.css';

interface CloseDialogProps {
  cta: Cta;
  onClose: () => void;
  onOutcome: (outcome: CtaOutcome) => void;
}

/** How one ended, by one click or one key. */
export function CloseDialog({ cta, onClose, onOutcome }: CloseDialogProps) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const outcome = ctaOutcomes[Number(event.key) - 1];
    if (outcome === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onOutcome(outcome);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <Dialog title={`How did “${cta.title}” end?`} onClose={onClose}>
      <ul className={classes.outcomes}>
        {ctaOutcomes.map((outcome, place) => (
          <li key={outcome}>
            <button
              type="button"
              className={classes.outcome}
              data-autofocus={place === 0 || undefined}
              onClick={() => onOutcome(outcome)}
            >
              <kbd>{place + 1}</kbd>
              <span>
                {ctaEndWords[outcome].word}
                <span className={classes.meaning}>{ctaEndWords[outcome].meaning}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
