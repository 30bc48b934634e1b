import { lifeOf } from '../../engines/health/account-life';
import { spellOn, spellsOf } from '../../engines/life/spells';
import type { ChurnModel } from '../../engines/risk/churn/churn-model';
import type { ReadSubject } from '../../engines/risk/churn/read-subject';
import { accountUsage } from '../../engines/risk/features/account-usage';
import { type RiskCompany, type RiskSubject, readRisk } from '../../engines/risk/features/risk-features';
import { habitDays } from '../../engines/risk/features/usage-features';
import { readInterventions, readUsagePages } from '../../store/risk/history';
import { readAccountBatch } from '../../store/scores/batch';
import { readSetApart } from '../../store/scores/set-apart';
import type { ReadDb, Tx } from '../../store/types';

/**
 * Everything the churn model may read of these accounts, one after the other: only one account's activity is in memory.
 * @param ids ascending; those that aren't in the copy are left out
 * @param after pages that end later than this day are read, 0 for all of them
 */
export function* riskSubjects(
  db: ReadDb | Tx,
  company: RiskCompany,
  ids: readonly number[],
  after: number,
  through: number,
): Generator<RiskSubject, void> {
  const batch = readAccountBatch(db, ids);
  const interventions = readInterventions(db, ids);
  for (let account = 0; account < batch.count; account++) {
    const id = batch.organizationId[account] as number;
    const life = lifeOf(batch, account);
    yield {
      company,
      batch,
      account,
      terms: life.terms,
      spells: spellsOf(life, through),
      interventions: interventions.get(id) ?? [],
      usage: accountUsage(readUsagePages(db, id, after, through), readSetApart(db, id)),
    };
  }
}

/** Pages that end before this are of no use to an assessment: the habit, and a week that isn't over. */
export const firstUsefulDay = (asOf: number) => Math.max(0, asOf - habitDays - 14);

/** An account as a model reads it. */
export function forecastSubject(model: ChurnModel, subject: RiskSubject, asOf: number): ReadSubject {
  const { batch, account, spells } = subject;
  const createdDay = spellOn(spells, asOf)?.from ?? (batch.createdDay[account] as number);
  const company = { ...subject.company, recordsBegan: model.recordsBegan };
  const seen = readRisk({ ...subject, company }, createdDay, asOf, model.featureIds);
  const byName: Readonly<Record<string, number | undefined>> = seen.values;
  return {
    values: Float64Array.from(model.score.terms, ({ column }) => byName[column] ?? Number.NaN),
    segment: batch.segment[account] ?? null,
    mrr: seen.mrr,
    seen: { ...seen, currency: subject.company.currency ?? null },
    createdDay,
    asOf,
    commitment: seen.commitment,
  };
}
