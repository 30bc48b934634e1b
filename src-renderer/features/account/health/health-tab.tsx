import { useState } from 'react';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { configName } from '../../../../src-preload/contract/config-names';
import type { Dimension, MeasureId } from '../../../../src-preload/contract/health-config';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay } from '../../../ui/format/day';
import { formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { WideRoom } from '../../../ui/wide-room';
import { ChangeSection } from './change-section';
import { DimensionCards } from './dimension-cards';
import classes from './health-tab.module.css';
import { MeasureTable } from './measure-table';
import { ScoreHistorySection } from './score-history-section';
import { TooLittleKnown } from './too-little-known';
import { useProfileName } from './use-profile-name';

/** The score in full: over time, what changed it, and every measure that makes it. */
export function HealthTab({ account }: { account: AccountOverview }) {
  const [dimension, setDimension] = useState<Dimension | null>(null);
  const [wanted, setWanted] = useState<{ measure: MeasureId; asked: number } | null>(null);
  /** Whether the number was asked for though too little is known. */
  const [asked, setAsked] = useState(false);
  const { breakdown } = account;
  const profile = useProfileName(breakdown);

  function showMeasure(measure: MeasureId): void {
    setDimension(null);
    setWanted((before) => ({ measure, asked: (before?.asked ?? 0) + 1 }));
  }

  return (
    <div className={classes.tab}>
      <ScoreHistorySection id={account.id} />
      {breakdown ? (
        <>
          {(breakdown.band !== null || asked) && (
            <ChangeSection id={account.id} latest={breakdown.asOf} onMeasure={showMeasure} />
          )}
          <Section
            title="What makes the score"
            note={`As of ${formatDay(breakdown.asOf)}, profile ${profile}, configuration version ${configName(breakdown.configVersion)}; ${formatShare(breakdown.confidence)} of the weight rests on fresh data`}
            padding="flush"
          >
            {breakdown.band === null && !asked ? (
              <TooLittleKnown account={account} onShow={() => setAsked(true)} />
            ) : (
              <>
                <div className={classes.cards}>
                  <DimensionCards breakdown={breakdown} selected={dimension} onSelect={setDimension} />
                </div>
                <WideRoom label="Measures of the score">
                  <MeasureTable breakdown={breakdown} only={dimension} wanted={wanted} />
                </WideRoom>
              </>
            )}
          </Section>
        </>
      ) : (
        <Section title="What makes the score">
          <EmptyState
            title="Nothing to score yet"
            text="No measure of this account has a value. A score comes with the first usage, ticket, answer or pulse."
          />
        </Section>
      )}
    </div>
  );
}
