import { DuckDBInstance } from '@duckdb/node-api';
import { featureCount, featureKind, type UsageShape, usagePages } from './synthetic-usage';

/** The peer: DuckDB with the same rollups, one row each, in a file of its own. */
export interface DuckDb {
  run(sql: string): Promise<void>;
  /** @returns rows as objects */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

export async function openDuckDb(file: string): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjects();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export async function fillDuckDb(file: string, shape: UsageShape): Promise<number> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE features (feature_id INTEGER, kind VARCHAR);
     INSERT INTO features VALUES ${Array.from({ length: featureCount }, (_, i) => `(${i + 1}, '${featureKind(i + 1)}')`).join(', ')};
     CREATE TABLE activity_daily (organization_id INTEGER, user_id INTEGER, feature_id INTEGER, day INTEGER, events INTEGER)`,
  );
  const appender = await connection.createAppender('activity_daily');
  let rows = 0;
  for (let organization = 1; organization <= shape.organizations; organization++) {
    for (const { day, page } of usagePages(shape, organization)) {
      for (let row = 0; row < page.rows; row++) {
        appender.appendInteger(organization);
        appender.appendInteger(page.userId[row] ?? 0);
        appender.appendInteger(page.featureId[row] ?? 0);
        appender.appendInteger(day);
        appender.appendInteger(page.events[row] ?? 0);
        appender.endRow();
        rows++;
      }
    }
  }
  appender.closeSync();
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/**
 * The measures of activity (docs/method.md) of every account and contact as of a day, as tables account_features and
 * contact_features: what our scoring derives from the same rollups before it gives points.
 * @param asOf the day after the last one with activity
 */
export function featureSql(asOf: number): string {
  const day = asOf - 1;
  const eventsIn = (days: number, before = 0) =>
    `coalesce(sum(events) FILTER (day > ${day - before - days} AND day <= ${day - before}), 0)`;
  const age = `(${day} - min(day) + 1)`;
  const lately = eventsIn(7);
  const weeks = `least(13, ${age} // 7 - 1)`;
  const spans = Array.from({ length: 13 }, (_, before) => eventsIn(7 * (before + 1), 7)).join(', ');
  const usual = `([${spans}][${weeks}] / ${weeks})`;
  const habits = `
    CASE WHEN ${age} < 28 THEN NULL WHEN ${usual} > 0 THEN ${lately} / ${usual} - 1
      WHEN ${lately} = 0 THEN -1 END AS usage_against_baseline,
    CASE WHEN ${age} >= 56 THEN ${eventsIn(28)} / nullif(${eventsIn(28, 28)}, 0) - 1 END AS usage_trend`;
  return `
    CREATE OR REPLACE TABLE contact_day AS
      SELECT organization_id, user_id, day, sum(events) AS events FROM activity_daily GROUP BY ALL;
    CREATE OR REPLACE TABLE contact_features AS
      SELECT c.*, coalesce(u.core, 0) / (SELECT count(*) FROM features WHERE kind = 'core') AS feature_breadth,
             coalesce(u.outcome, 0) / (SELECT count(*) FROM features WHERE kind = 'outcome') AS outcome_breadth
        FROM (SELECT organization_id, user_id, ${asOf} - max(day) AS days_since_activity,
                     count(*) FILTER (day > ${asOf - 28}) AS active_days, ${habits},
                     CASE WHEN ${age} >= 56 THEN (${eventsIn(28)} / count(*) FILTER (day > ${day - 28}))
                       / (${eventsIn(91)} / count(*) FILTER (day > ${day - 91})) - 1 END AS feature_depth
                FROM contact_day GROUP BY ALL) c
        LEFT JOIN (SELECT user_id, count(DISTINCT feature_id) FILTER (kind = 'core') AS core,
                          count(DISTINCT feature_id) FILTER (kind = 'outcome') AS outcome
                     FROM activity_daily JOIN features USING (feature_id) WHERE day > ${asOf - 28} GROUP BY ALL) u
          USING (user_id);
    CREATE OR REPLACE TABLE account_features AS
      WITH account_day AS (
        SELECT organization_id, day, sum(events) AS events,
               count(*) AS users FROM contact_day GROUP BY ALL
      ), account AS (
        SELECT organization_id, ${asOf} - max(day) AS days_since_activity,
               count(*) FILTER (day > ${asOf - 28}) AS active_days, ${habits},
               coalesce(sum(users) FILTER (day > ${day - 28}), 0) AS user_days,
               CASE WHEN ${age} >= 56 THEN (${eventsIn(28)} / sum(users) FILTER (day > ${day - 28}))
                 / (${eventsIn(91)} / sum(users) FILTER (day > ${day - 91})) - 1 END AS feature_depth,
               CASE WHEN ${age} >= 56 THEN (${eventsIn(28)} / 28) / (${eventsIn(91)} / least(91, ${age})) - 1 END AS usage_per_mrr,
               min(day) AS first_day
          FROM account_day GROUP BY ALL
      ), active AS (
        SELECT organization_id, count(*) FILTER (last_day > ${asOf - 28}) AS active_28,
               count(*) FILTER (last_day > ${asOf - 90}) AS active_90, count(*) FILTER (last_day > ${day - 28}) AS active_then
          FROM (SELECT organization_id, user_id, max(day) AS last_day FROM contact_day GROUP BY ALL) GROUP BY ALL
      ), used AS (
        SELECT organization_id, count(DISTINCT feature_id) FILTER (kind = 'core' AND day > ${asOf - 28}) AS core,
               count(DISTINCT feature_id) FILTER (kind = 'outcome' AND day > ${asOf - 28}) AS outcome,
               coalesce(sum(events) FILTER (kind = 'outcome' AND day > ${day - 28}), 0) AS outcome_28,
               coalesce(sum(events) FILTER (kind = 'outcome' AND day > ${day - 91}), 0) AS outcome_91
          FROM activity_daily JOIN features USING (feature_id) GROUP BY ALL
      )
      SELECT account.*, active_28, active_90, user_days / 28 / nullif(active_then, 0) AS stickiness,
             core / (SELECT count(*) FROM features WHERE kind = 'core') AS feature_breadth,
             outcome / (SELECT count(*) FROM features WHERE kind = 'outcome') AS outcome_breadth,
             CASE WHEN ${day} - first_day + 1 >= 56
               THEN (outcome_28 / 28) / nullif(outcome_91 / least(91, ${day} - first_day + 1), 0) - 1
             END AS key_outcomes
        FROM account JOIN active USING (organization_id) JOIN used USING (organization_id);`;
}
