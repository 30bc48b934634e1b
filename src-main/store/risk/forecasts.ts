import { mondayOf } from '../../lib/day';
import type { churnForecasts } from '../schema/risk';
import type { ReadDb, Tx } from '../types';

export type ForecastRow = typeof churnForecasts.$inferSelect;

/** An account's chances as every screen shows them; undefined for who has none. */
export function readForecast(
  db: ReadDb | Tx,
  organizationId: number,
): Omit<ForecastRow, 'topReason' | 'reasonColumn'> | undefined {
  return db
    .prepared<[number], Omit<ForecastRow, 'topReason' | 'reasonColumn'>>(
      `select organization_id as organizationId, as_of as asOf, model_version as modelVersion, p30, p90, p180
       from churn_forecasts where organization_id = ?`,
    )
    .get(organizationId);
}

/** Keeps an account's chances as the present ones and as those of the week. */
export function putForecast(tx: Tx, row: ForecastRow): void {
  const { organizationId, asOf, modelVersion, p30, p90, p180, topReason, reasonColumn } = row;
  tx.prepared(
    `replace into churn_forecasts (organization_id, as_of, model_version, p30, p90, p180, top_reason, reason_column)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(organizationId, asOf, modelVersion, p30, p90, p180, topReason, reasonColumn);
  tx.prepared(
    `replace into churn_forecast_history (organization_id, week, model_version, p30, p90) values (?, ?, ?, ?, ?)`,
  ).run(organizationId, mondayOf(asOf), modelVersion, p30, p90);
}

/** Who left, or can't be foretold, has no chance to leave. */
export function removeForecast(tx: Tx, organizationId: number): void {
  tx.prepared<[number]>('delete from churn_forecasts where organization_id = ?').run(organizationId);
}

/** What a model foretold that is in service no more, with the book it was held against. */
export function removeAllForecasts(tx: Tx): void {
  tx.prepared<[]>('delete from churn_forecasts').run();
  tx.prepared<[]>('delete from churn_book').run();
}
