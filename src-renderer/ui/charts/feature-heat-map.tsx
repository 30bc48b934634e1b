import { Box, SegmentedControl } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { Day } from '../day';
import { formatDay, formatDayShort } from '../format/day';
import { formatCount, formatCountShort, formatPlural } from '../format/number';
import classes from './feature-heat-map.module.css';
import { heatShade } from './heat-shade';

interface HeatFeature {
  id: number;
  name: string;
  kindWord: string;
  firstUsed: string | null;
  total: number;
  users: number | null;
  weekly: readonly number[];
}

interface FeatureHeatMapProps {
  /** Mondays, ascending; `weekly` of each feature runs beside them. */
  weeks: readonly string[];
  features: readonly HeatFeature[];
}

type View = 'colours' | 'numbers';

/** Weekly use of each feature. It is a table in itself: the figures stand in the cells for those who read them. */
export function FeatureHeatMap({ weeks, features }: FeatureHeatMapProps) {
  const [view, setView] = useState<View>('colours');
  const scroller = useRef<HTMLDivElement>(null);
  const latest = `${weeks.length} ${weeks.at(-1)} ${view}`;
  useLayoutEffect(() => {
    // What matters is at the end: the latest weeks.
    if (latest) scroller.current?.scrollTo({ left: scroller.current.scrollWidth });
  }, [latest]);
  return (
    <div>
      <div className={classes.bar}>
        <ShadeKey />
        <SegmentedControl<View>
          aria-label="How the heat map is shown"
          value={view}
          onChange={setView}
          data={[
            { value: 'colours', label: 'Colours' },
            { value: 'numbers', label: 'Numbers' },
          ]}
        />
      </div>
      <Box
        ref={scroller}
        className={classes.scroll}
        role="region"
        aria-label="Weekly use by feature"
        tabIndex={0}
      >
        <table className={classes.table} data-view={view}>
          <thead>
            <tr>
              <th scope="col">Feature</th>
              {weeks.map((week, index) => (
                <th key={week} scope="col" title={`Week of ${formatDay(week)}`}>
                  <span className={showsWeek(index, weeks.length) ? classes.week : 'visually-hidden'}>
                    {formatDayShort(week)}
                  </span>
                </th>
              ))}
              <th scope="col">Events</th>
              <th scope="col">Users</th>
              <th scope="col">First used</th>
            </tr>
          </thead>
          <tbody>
            {features.map((feature) => (
              <FeatureRow key={feature.id} feature={feature} weeks={weeks} />
            ))}
          </tbody>
        </table>
      </Box>
    </div>
  );
}

// Dates of every fourth week, counted from the latest, leave room for themselves; the first ones have none.
function showsWeek(index: number, count: number): boolean {
  return (count - 1 - index) % 4 === 0 && index >= 2;
}

function FeatureRow({ feature, weeks }: { feature: HeatFeature; weeks: readonly string[] }) {
  const peak = Math.max(0, ...feature.weekly);
  return (
    <tr>
      <th scope="row">
        <span className={`${classes.name} truncate`} title={feature.name}>
          {feature.name}
        </span>
        <span className={classes.kind}>{feature.kindWord}</span>
      </th>
      {weeks.map((week, index) => {
        const events = feature.weekly[index] ?? 0;
        return (
          <td
            key={week}
            className={classes.cell}
            title={`${feature.name}, week of ${formatDay(week)}: ${formatPlural(events, 'event')}`}
          >
            <span className={classes.shade} data-shade={heatShade(events, peak)}>
              <span className={classes.figure}>{formatCountShort(events)}</span>
            </span>
          </td>
        );
      })}
      <td className={classes.sum}>{formatCountShort(feature.total)}</td>
      <td className={classes.sum}>{feature.users === null ? '–' : formatCount(feature.users)}</td>
      <td className={classes.sum}>
        <Day day={feature.firstUsed} />
      </td>
    </tr>
  );
}

function ShadeKey() {
  return (
    <span className={classes.key}>
      none
      {[0, 1, 2, 3, 4, 5].map((step) => (
        <span className={classes.shade} key={step} data-shade={step} />
      ))}
      the feature’s busiest week
    </span>
  );
}
