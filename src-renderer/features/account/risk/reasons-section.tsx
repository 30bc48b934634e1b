import type { ChurnForecast } from '../../../../src-preload/contract/risk/forecast';
import { Waterfall, type WaterfallStep } from '../../../ui/charts/waterfall';
import { EmptyState } from '../../../ui/empty-state';
import { formatPlural } from '../../../ui/format/number';
import { probabilityText } from '../../../ui/format/probability';
import { Section } from '../../../ui/section';
import { type ReasonStep, reasonScale, reasonSteps } from './reason-steps';

const standingAlone = 9;

/** Why this probability: from the average account to this one, reason by reason, adding up. */
export function ReasonsSection({ forecast }: { forecast: ChurnForecast }) {
  const parts = reasonSteps(forecast, standingAlone);
  const exact = forecast.reasonsExact
    ? 'The reasons add up exactly'
    : 'The model mixes its inputs, so the split between reasons is an approximation; their sum is exact';
  return (
    <Section
      title="Why this probability"
      note={`To churn within 90 days, in percent points against the average account. ${exact}.`}
    >
      {parts.steps.length === 0 ? (
        <EmptyState
          title="Like the average account"
          text={`Nothing sets it apart from the ${probabilityText(forecast.base90)} of an average account.`}
        />
      ) : (
        <Waterfall
          caption={`From an average account, ${parts.from}%, to this one, ${parts.to}%, reason by reason`}
          from={{ label: 'Average account, %', score: parts.from }}
          to={{ label: 'This account, %', score: parts.to }}
          steps={parts.steps.map(toBar)}
          scale={reasonScale(parts)}
          rising="bad"
          labels="sentences"
        />
      )}
    </Section>
  );
}

function toBar({ reason, count, start, end, shown }: ReasonStep): WaterfallStep {
  return {
    key: reason?.feature ?? 'rest',
    label: reason?.text ?? formatPlural(count, 'smaller reason'),
    detail: null,
    start,
    end,
    shown,
  };
}
