import { z } from 'zod';
import { wholeNumber } from '../../../src-preload/contract/words';
import { isCustomerOn } from '../../engines/health/account-life';
import { forecastChances, forecastContributions } from '../../engines/risk/churn/forecast';
import { topReason } from '../../engines/risk/churn/reasons';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { countOrganizations, readOrganizationIds } from '../../store/accounts/organization-ids';
import { readFeatureNames, readRiskCompany } from '../../store/risk/features';
import { putForecast, removeForecast } from '../../store/risk/forecasts';
import type { Tx } from '../../store/types';
import { bulkTransaction } from '../../store/write-transaction';
import { scoringDay } from '../scoring/scoring-day';
import { type ServingModel, servingModel } from './risk-forecast';
import { firstUsefulDay, forecastSubject, riskSubjects } from './risk-subjects';

const checkpointSchema = z.object({
  asOf: z.number().int(),
  version: z.number().int(),
  after: z.number().int(),
  done: z.number().int(),
});

/** Foretells these accounts, or all, with the model that serves. */
export function* assessRisk(context: WorkContext, organizationIds: readonly number[] | 'all'): Work {
  const { store } = context;
  const asOf = scoringDay(store.read, context.now());
  const serving = servingModel(store.read);
  if (asOf === null || serving === null) return 'No churn model serves yet.';
  const { model, version } = serving;
  const company = readRiskCompany(store.read);
  const names = readFeatureNames(store.read);
  const wanted = organizationIds === 'all' ? null : organizationIds.toSorted((left, right) => left - right);
  const total = wanted?.length ?? countOrganizations(store.read);
  const kept = checkpointSchema.safeParse(context.checkpoint);
  const goesOn = kept.success && kept.data.asOf === asOf && kept.data.version === version;
  let { after, done } = goesOn ? kept.data : { after: 0, done: 0 };
  const chunk = createChunkSize(context.sliceMilliseconds);
  while (true) {
    const started = performance.now();
    const ids =
      wanted === null
        ? readOrganizationIds(store.read, after, chunk.size)
        : wanted.filter((id) => id > after).slice(0, chunk.size);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    done += ids.length;
    bulkTransaction(store, 'jobs.risk', (tx) => {
      assessChunk(tx, { model, version, company, names, asOf }, ids);
      context.save(tx, { done, total, checkpoint: { asOf, version, after, done } });
    });
    chunk.took(performance.now() - started);
    yield;
  }
  context.changed(organizationIds);
  return `${wholeNumber(done)} accounts were foretold by model ${version}.`;
}

const scopeSchema = z.object({ organizationIds: z.union([z.array(z.number().int()), z.literal('all')]) });
type Scope = z.infer<typeof scopeSchema>;

export const assessRiskJob = defineJob({
  kind: 'assess_risk',
  title: 'Foretell churn',
  payload: scopeSchema,
  priority: priorities.forecast,
  makesStale: ['today', 'accounts', 'account', 'risk', 'monitor'],
  join: joinedScope,
  work: (context, { organizationIds }) => assessRisk(context, organizationIds),
});

function joinedScope(waiting: Scope, added: Scope): Scope {
  if (waiting.organizationIds === 'all' || added.organizationIds === 'all') return { organizationIds: 'all' };
  return { organizationIds: [...new Set([...waiting.organizationIds, ...added.organizationIds])] };
}

interface AssessmentRun extends ServingModel {
  readonly company: ReturnType<typeof readRiskCompany>;
  readonly names: ReadonlyMap<number, string>;
  readonly asOf: number;
}

function assessChunk(
  tx: Tx,
  { model, version, company, names, asOf }: AssessmentRun,
  ids: readonly number[],
): void {
  for (const subject of riskSubjects(tx, company, ids, firstUsefulDay(asOf), asOf - 1)) {
    const organizationId = subject.batch.organizationId[subject.account] as number;
    if (!isCustomerOn(subject.batch, subject.account, asOf, true)) {
      removeForecast(tx, organizationId);
      continue;
    }
    const read = forecastSubject(model, subject, asOf);
    const [p30 = 0, p90 = 0, p180 = 0] = forecastChances(model, read);
    const reason = topReason(model, read, { contributions: forecastContributions(model, read) }, names);
    putForecast(tx, { organizationId, asOf, modelVersion: version, p30, p90, p180, topReason: reason });
  }
}
