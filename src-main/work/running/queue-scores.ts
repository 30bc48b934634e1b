import { companyVersionOf } from '../../../src-preload/contract/config-names';
import { counted } from '../../../src-preload/contract/words';
import type { CompiledConfig } from '../../engines/health/compile-config';
import { judgedHealth } from '../../engines/health/judged';
import { unpackUserPage } from '../../engines/health/user-page';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { formatDay } from '../../lib/day';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readSyncState } from '../../store/copy/sync-state';
import { readDuty } from '../../store/runner/duty';
import { readSaid, type SaidOfAccount } from '../../store/runner/said-of-accounts';
import {
  type AccountPush,
  type PeoplePush,
  pushTo,
  queueScores,
  type ScorePush,
} from '../../store/runner/scores-to-push';
import { indicatorsOf } from '../../store/scores/stored-indicators';
import type { Tx } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { countMilestonesJob } from '../milestones/count-milestones';
import { currentConfig } from '../scoring/current-config';
import { advanceSequencesJob } from '../sequences/advance-sequences';
import { judgeRulesJob } from '../triggers/judge-rules';
import { type AccountScope, accountScopeSchema, joinedScope, walkOf } from './account-scope';

/**
 * Queues for the company what was computed of these accounts and isn't there yet as it is now. What only this desktop knows
 * stays here: scores by a configuration of its own, levels lifted by a model of its own.
 */
function* queueForCompany(context: WorkContext, { organizationIds }: AccountScope): Work {
  const { store } = context;
  if (readDuty(store.read) === null) return 'Another computer writes scores down for the company, or none.';
  const config = currentConfig(store.read);
  const version = companyVersionOf(config.version);
  if (version === null)
    return 'Nothing to write down for the company: the score settings in force are this computer’s own.';
  const today = companyCalendar(store.read).dayOf(context.now());
  writeTransaction(store, 'runner.push to', (tx) => pushTo(tx, readSyncState(tx).epoch ?? ''));
  const next = walkOf(organizationIds);
  const chunk = createChunkSize(context.sliceMilliseconds);
  let after = 0;
  let queued = 0;
  while (true) {
    const started = performance.now();
    const ids = next(store.read, after, chunk.size);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    queued += bulkTransaction(store, 'runner.queue scores', (tx) =>
      queueScores(
        tx,
        readSaid(tx, ids, today, config.version).map((said) => pushOf(said, config, version)),
      ),
    );
    chunk.took(performance.now() - started);
    yield;
  }
  return queued === 0
    ? 'The company has all scores as they are.'
    : `${counted(queued, 'account')} to write down for the company with the next sync.`;
}

export const queueScoresJob = defineJob({
  kind: 'queue_scores',
  title: 'Queue scores for the company',
  payload: accountScopeSchema,
  // Behind what makes the levels, the past among it: a desktop that has just begun would tell of some that were never so.
  priority: priorities.learning,
  makesStale: [],
  join: joinedScope,
  work: queueForCompany,
});

/** In the transaction that ends what made these accounts' scores and levels. */
export function queueIfOnDuty(
  context: WorkContext,
  tx: Tx,
  organizationIds: readonly number[] | 'all',
): void {
  if (readDuty(tx) === null) return;
  const scope: AccountScope = {
    organizationIds: organizationIds === 'all' ? 'all' : [...organizationIds],
  };
  context.enqueue(tx, queueScoresJob, scope);
  context.enqueue(tx, judgeRulesJob, scope);
  context.enqueue(tx, advanceSequencesJob, scope);
  context.enqueue(tx, countMilestonesJob, scope);
}

function pushOf(said: SaidOfAccount, config: CompiledConfig, version: number): ScorePush {
  const own = said.modelVersion ?? 0;
  const model = companyVersionOf(own);
  const isOfCompany = own === 0 || model !== null;
  const push: AccountPush = {
    day: formatDay(said.asOf),
    config: version,
    model,
    score: said.score,
    confidence: said.confidence,
    dimensions: said.score === null ? null : said.dimensions,
    // That nothing is said of it is no model's doing.
    level: said.level === null ? 'none' : isOfCompany ? said.level : null,
    indicators: indicatorsOf(said.indicators).map(({ id, since }) => ({ id, since })),
  };
  return {
    organizationId: said.organizationId,
    said: JSON.stringify(push),
    people: JSON.stringify(peopleOf(said, config)),
  };
}

/** As the list of contacts shows them: of whom too little is known has no score. */
function peopleOf({ peopleRows, people }: SaidOfAccount, config: CompiledConfig): PeoplePush {
  if (peopleRows === null || people === null) return [];
  const page = unpackUserPage(peopleRows, people);
  const pushes: PeoplePush = [];
  for (let row = 0; row < page.rows; row++) {
    const { score, confidence } = judgedHealth(
      config,
      page.score[row] as number,
      page.confidence[row] as number,
    );
    if (score !== null && confidence !== null) pushes.push([page.userId[row] as number, score, confidence]);
  }
  return pushes;
}
