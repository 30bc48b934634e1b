import { lazyRouteComponent } from '@tanstack/react-router';
import { configName } from '../../../../src-preload/contract/config-names';
import type { ChurnForecast } from '../../../../src-preload/contract/risk/forecast';
import { ChartRoom } from '../../../ui/charts/chart-room';
import { formatDay } from '../../../ui/format/day';
import { probabilityText } from '../../../ui/format/probability';
import { Section } from '../../../ui/section';
import { methodWords } from '../../../ui/words/method-words';
import { windowWords } from './churn-window';
import classes from './forecast-section.module.css';

const chartHeight = 200;

const SurvivalChart = lazyRouteComponent(() => import('./survival-chart'), 'SurvivalChart');

/** How likely it leaves within 30, 90 and 180 days, and when such accounts leave. */
export function ForecastSection({ forecast }: { forecast: ChurnForecast }) {
  const { p30, p90, p180, base90 } = forecast;
  return (
    <Section
      title="Probability of churn"
      note={`As of ${formatDay(forecast.asOf)}, model version ${configName(forecast.modelVersion)}, ${methodWords[forecast.method].toLowerCase()}`}
    >
      <div className={classes.forecast}>
        <dl className={classes.horizons}>
          <Horizon days={30} share={p30} />
          <Horizon days={90} share={p90} against={base90} />
          {p180 === null ? (
            <NotTold days={180} why={forecast.p180Untold} />
          ) : (
            <Horizon days={180} share={p180} />
          )}
          <div className={classes.window}>
            <dt>Time until it leaves</dt>
            <dd>{windowWords(forecast.window)}</dd>
          </div>
        </dl>
        <div>
          <ChartRoom height={chartHeight}>
            <SurvivalChart forecast={forecast} height={chartHeight} />
          </ChartRoom>
        </div>
      </div>
    </Section>
  );
}

function Horizon({ days, share, against }: { days: number; share: number; against?: number }) {
  return (
    <div className={classes.horizon}>
      <dt>Within {days} days</dt>
      <dd className={`${classes.horizonShare} number`} data-horizon={days}>
        {probabilityText(share)}
      </dd>
      <dd className={classes.horizonRail} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
        {against !== undefined && <i style={{ left: `${against * 100}%` }} />}
      </dd>
      {against !== undefined && (
        <dd className={classes.horizonNote}>{probabilityText(against)} for an average account</dd>
      )}
    </div>
  );
}

/** Of a horizon for which the model ranks like chance, or foretells far too many or too few departures, no figure is told. */
function NotTold({ days, why }: { days: number; why: 'chance' | 'off' | null }) {
  return (
    <div className={classes.horizon}>
      <dt>Within {days} days</dt>
      <dd className="faint">
        Not told: so far ahead the model{' '}
        {why === 'off' ? 'was clearly wrong about how many leave' : 'ranks like chance'}
      </dd>
    </div>
  );
}
