import { Combobox } from '@mantine/core';
import { reportTabs } from '../../src-preload/contract/reports/saved-report';
import { recentReports } from '../api/recents';
import { useSignal } from '../api/signal';
import { reportTitles } from '../features/reports/report-search';
import { icons, Line } from './palette-lines';

/** The reports that were opened last; none that an earlier Steward had. */
export function OpenedReports({ most }: { most: number }) {
  const recent = useSignal(recentReports);
  const shown = recent.flatMap((name) => reportTabs.find((tab) => tab === name) ?? []).slice(0, most);
  if (shown.length === 0) return null;
  return (
    <Combobox.Group label="Reports opened last">
      {shown.map((tab) => (
        <Line
          key={tab}
          value={`report:${tab}`}
          icon={icons.action}
          name={reportTitles[tab]}
          detail="Reports"
        />
      ))}
    </Combobox.Group>
  );
}
