import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import type { Recommendation } from '../../../../src-preload/contract/risk/advice';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { Section } from '../../../ui/section';
import type { AccountTabId } from '../account-tab-id';
import { PulseDialog } from '../judgement/pulse-dialog';
import { noStepWords } from './no-step-words';
import classes from './steps-section.module.css';

interface StepsSectionProps {
  account: AccountOverview;
  steps: readonly Recommendation[];
  onTab: (tab: AccountTabId) => void;
}

/** What to do, best first, each with why and a way to begin. */
export function StepsSection({ account, steps, onTab }: StepsSectionProps) {
  const [pulse, setPulse] = useState(false);
  const mayJudge = useMay('manager');
  return (
    <Section title="What to do" note="Best first, each with the reason it answers" padding="flush">
      {steps.length === 0 ? (
        <EmptyState {...noStepWords(account.health)} />
      ) : (
        <ol className={classes.steps}>
          {steps.map((step, index) => (
            <li className={classes.step} key={step.id}>
              <div className={classes.words}>
                <p className={classes.title}>{step.title}</p>
                <p className="soft">{step.because}</p>
                {step.effect && !isSaidBefore(steps, index) && (
                  <p className={classes.effect}>{step.effect.text}.</p>
                )}
              </div>
              {(step.launch !== 'set_pulse' || mayJudge) && (
                <LaunchStep
                  step={step}
                  champion={account.champion}
                  onTab={onTab}
                  onPulse={() => setPulse(true)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {pulse && <PulseDialog account={account} onClose={() => setPulse(false)} />}
    </Section>
  );
}

/** Steps of one kind have one effect: it is told with the first of them. */
function isSaidBefore(steps: readonly Recommendation[], index: number): boolean {
  return steps.slice(0, index).some(({ kind }) => kind === steps[index]?.kind);
}

const tabOf = {
  open_tickets: { tab: 'support', words: 'Open tickets' },
  open_contacts: { tab: 'contacts', words: 'Open contacts' },
  open_subscription: { tab: 'subscription', words: 'Open subscription' },
  open_usage: { tab: 'usage', words: 'Open usage' },
  open_ctas: { tab: 'ctas', words: 'Open CTAs' },
  open_messages: { tab: 'messages', words: 'Open messages' },
  open_milestones: { tab: 'milestones', words: 'Open milestones' },
  open_notes: { tab: 'notes', words: 'Open notes' },
} as const;

interface LaunchStepProps {
  step: Recommendation;
  champion: AccountOverview['champion'];
  onTab: (tab: AccountTabId) => void;
  onPulse: () => void;
}

function LaunchStep({ step, champion, onTab, onPulse }: LaunchStepProps) {
  switch (step.launch) {
    case 'set_pulse':
      return <LaunchButton step={step} words="Give pulse" onClick={onPulse} />;
    case 'open_decisions':
      return (
        <Button
          component="a"
          href="#/monitor"
          variant="default"
          size="compact-sm"
          fw={400}
          aria-label={`Open your decisions: ${step.title}`}
        >
          Open your decisions
        </Button>
      );
    case 'write_email':
      return <WriteEmail step={step} champion={champion} onTab={onTab} />;
    default: {
      const { tab, words } = tabOf[step.launch];
      return <LaunchButton step={step} words={words} onClick={() => onTab(tab)} />;
    }
  }
}

function LaunchButton({
  step,
  words,
  onClick,
}: {
  step: Recommendation;
  words: string;
  onClick: () => void;
}) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      fw={400}
      aria-label={`${words}: ${step.title}`}
      onClick={onClick}
    >
      {words}
    </Button>
  );
}

/** Writes to the champion in the mail program; where no champion has an address, to the contacts it leads. */
function WriteEmail({ step, champion, onTab }: Omit<LaunchStepProps, 'onPulse'>) {
  if (champion === null) {
    return <LaunchButton step={step} words="Choose a contact" onClick={() => onTab('contacts')} />;
  }
  return (
    <Button
      component="a"
      href={`mailto:${encodeURIComponent(champion.email)}`}
      target="_blank"
      rel="noreferrer"
      variant="default"
      size="compact-sm"
      fw={400}
      title={`${champion.name}, ${champion.email}`}
      aria-label={`Write to champion ${champion.name}: ${step.title}`}
    >
      Write to champion
    </Button>
  );
}
