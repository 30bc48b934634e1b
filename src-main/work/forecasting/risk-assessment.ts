import { z } from 'zod';
import { companyVersionOf, configName } from '../../../src-preload/contract/config-names';
import { counted, wholeNumber } from '../../../src-preload/contract/words';
import { isCustomerOn } from '../../engines/health/account-life';
import { forecastForLists } from '../../engines/risk/churn/forecast';
import type { ChurnBook } from '../../engines/risk/headline/churn-book';
import { mainReason } from '../../engines/risk/reasons/main-reason';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { createDaysPage, holdsDay } from '../../lib/account-days/days-page';
import { monthOf } from '../../lib/day';
import { countOrganizations } from '../../store/accounts/organization-ids';
import { companyCalendar } from '../../store/copy/company-calendar';
import { putChurnBook, readChurnBooks, removeFormerBooks } from '../../store/risk/churn-book';
import { readFeatureNames, readRiskCompany } from '../../store/risk/features';
import { putForecast, removeAllForecasts, removeForecast } from '../../store/risk/forecasts';
import { readDuty } from '../../store/runner/duty';
import { putMonth, readMonth } from '../../store/scores/account-days';
import type { Tx } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import {
  type HeadlineDays,
  type HeadlineRules,
  type Said,
  settleHeadline,
} from '../headline/settle-headline';
import { accountScopeSchema, joinedScope, walkOf } from '../running/account-scope';
import { publishBook } from '../running/publish';
import { queueIfOnDuty } from '../running/queue-scores';
import { currentConfig } from '../scoring/current-config';
import { recordSaid } from '../scoring/record-day';
import { scoringDay } from '../scoring/scoring-day';
import { type ServingModel, servingModel } from './risk-forecast';
import { firstUsefulDay, forecastSubject, riskSubjects } from './risk-subjects';
import { takeChurnBook } from './take-churn-book';

const checkpointSchema = z.object({
  asOf: z.number().int(),
  version: z.number().int(),
  after: z.number().int(),
  done: z.number().int(),
});

/** Foretells these accounts, or all, with the model that serves, and makes their headlines anew. */
export function* assessRisk(context: WorkContext, organizationIds: readonly number[] | 'all'): Work {
  const { store } = context;
  const asOf = scoringDay(store.read, context.now());
  const serving = servingModel(store.read);
  if (asOf === null) return 'Nothing to foretell yet: the first load is under way.';
  const version = serving?.version ?? 0;
  const isAll = organizationIds === 'all';
  const kept = checkpointSchema.safeParse(context.checkpoint);
  const goesOn = kept.success && kept.data.asOf === asOf && kept.data.version === version;
  const foretelling =
    serving === null ? null : yield* foretellingOf(context, serving, asOf, isAll && !goesOn);
  if (foretelling === null) writeTransaction(store, 'risk.silence', removeAllForecasts);
  const calendar = companyCalendar(store.read);
  const run: AssessmentRun = {
    foretelling,
    days: { asOf, today: calendar.dayOf(context.now()), scoredBy: null },
    rules: {
      config: currentConfig(store.read),
      books: readChurnBooks(store.read),
      calendar,
    },
  };
  const total = isAll ? countOrganizations(store.read) : organizationIds.length;
  const next = walkOf(organizationIds);
  let { after, done } = goesOn ? kept.data : { after: 0, done: 0 };
  const chunk = createChunkSize(context.sliceMilliseconds);
  while (true) {
    const started = performance.now();
    const ids = next(store.read, after, chunk.size);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    done += ids.length;
    bulkTransaction(store, 'jobs.risk', (tx) => {
      assessChunk(tx, run, ids);
      context.save(tx, { done, total, checkpoint: { asOf, version, after, done } });
    });
    chunk.took(performance.now() - started);
    yield;
  }
  writeTransaction(store, 'risk.end', (tx) => {
    removeFormerBooks(tx, version);
    queueIfOnDuty(context, tx, organizationIds);
  });
  context.changed(organizationIds);
  return foretelling === null
    ? `No churn model speaks: ${counted(done, 'account')} stand by rules and judgement alone.`
    : `${wholeNumber(done)} accounts were foretold by model ${configName(version)}.`;
}

export const assessRiskJob = defineJob({
  kind: 'assess_risk',
  title: 'Foretell churn',
  payload: accountScopeSchema,
  priority: priorities.forecast,
  makesStale: ['today', 'accounts', 'account', 'risk', 'monitor'],
  join: joinedScope,
  work: (context, { organizationIds }) => assessRisk(context, organizationIds),
});

interface AssessmentRun {
  /** Null where no model speaks: headlines are made all the same. */
  readonly foretelling: Foretelling | null;
  readonly days: HeadlineDays;
  readonly rules: HeadlineRules;
}

interface Foretelling extends ServingModel {
  readonly company: ReturnType<typeof readRiskCompany>;
  readonly names: ReadonlyMap<number, string>;
  readonly book: ChurnBook;
}

/** With the book as it was kept, taken anew where all accounts are foretold or another model took it, and it is ours to take. */
function* foretellingOf(
  { store }: WorkContext,
  serving: ServingModel,
  asOf: number,
  anew: boolean,
): Generator<undefined, Foretelling | null> {
  const { model, version } = serving;
  const company = readRiskCompany(store.read);
  const names = readFeatureNames(store.read);
  const books = readChurnBooks(store.read);
  const kept = books.modelVersion === version ? books.of(version) : null;
  // That of the company's model is taken by its runner alone, which sees the whole book.
  const isOurs = companyVersionOf(version) === null || readDuty(store.read) !== null;
  if (!(anew && isOurs) && kept !== null) return { ...serving, company, names, book: kept };
  const book = yield* takeChurnBook(store.read, model, company, asOf);
  if (book === null) return null;
  writeTransaction(store, 'risk.book', (tx) => {
    putChurnBook(tx, { asOf, modelVersion: version, book });
    if (readDuty(tx) !== null) publishBook(tx, version, { asOf, book });
  });
  return { ...serving, company, names, book };
}

function assessChunk(tx: Tx, { foretelling, days, rules }: AssessmentRun, ids: readonly number[]): void {
  if (foretelling !== null) foretell(tx, foretelling, days.asOf, ids);
  for (const id of ids) {
    const said = settleHeadline(tx, rules, id, days);
    if (said !== null) keepSaid(tx, id, days.asOf, said);
  }
}

/** In the account's day, where scoring has made it. */
function keepSaid(tx: Tx, id: number, asOf: number, said: Said): void {
  const page = readMonth(tx, id, monthOf(asOf), room);
  if (!holdsDay(page, asOf)) return;
  recordSaid(page, asOf, said);
  putMonth(tx, id, page);
}

/** For one month at a time. */
const room = createDaysPage();

function foretell(
  tx: Tx,
  { model, version, company, names, book }: Foretelling,
  asOf: number,
  ids: readonly number[],
): void {
  for (const subject of riskSubjects(tx, company, ids, firstUsefulDay(asOf), asOf - 1)) {
    const organizationId = subject.batch.organizationId[subject.account] as number;
    if (!isCustomerOn(subject.batch, subject.account, asOf, true)) {
      removeForecast(tx, organizationId);
      continue;
    }
    const read = forecastSubject(model, subject, asOf);
    const forecast = forecastForLists(model, read);
    const [p30 = 0, p90 = 0, p180 = 0] = forecast.chances;
    const reason = mainReason(model, read, forecast, book, names);
    putForecast(tx, {
      organizationId,
      asOf,
      modelVersion: version,
      p30,
      p90,
      p180,
      topReason: reason?.text ?? null,
      reasonColumn: reason?.column ?? null,
    });
  }
}
