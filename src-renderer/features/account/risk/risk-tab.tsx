import { useQuery } from '@tanstack/react-query';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { NoForecast } from '../../../ui/no-forecast';
import { SectionPair, SectionStack } from '../../../ui/section-stack';
import { Skeleton } from '../../../ui/skeletons';
import type { AccountTabId } from '../account-tab-id';
import { JudgementsSection } from '../judgement/judgements-section';
import { ForecastSection } from './forecast-section';
import { HistorySection } from './history-section';
import { LevelSection } from './level-section';
import { ReasonsSection } from './reasons-section';
import { StepsSection } from './steps-section';

interface RiskTabProps {
  account: AccountOverview;
  onTab: (tab: AccountTabId) => void;
}

/** How likely the account leaves, why, when, and what can be done about it. */
export function RiskTab({ account, onTab }: RiskTabProps) {
  const answer = useQuery(trpc.risk.account.queryOptions({ id: account.id }));
  return (
    <Loaded answer={answer} waiting={<Skeleton height={420} />}>
      {(risk) => (
        <SectionStack>
          {risk.noForecast && <NoForecast reason={risk.noForecast} />}
          <SectionPair>
            <LevelSection risk={risk} />
            <StepsSection account={account} steps={risk.recommendations} onTab={onTab} />
          </SectionPair>
          {risk.forecast && (
            <>
              <ForecastSection forecast={risk.forecast} />
              <ReasonsSection forecast={risk.forecast} />
            </>
          )}
          <JudgementsSection account={account} />
          <HistorySection history={risk.history} />
        </SectionStack>
      )}
    </Loaded>
  );
}
