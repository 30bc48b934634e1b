/** What is computed over the whole book by one desktop: as all have it from the company, and as that one sends it there. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** As the company's database has them. What they say is taken up from here by a job (work/running), never read by screens. */
export const copiedDocuments = sqliteTable('copied_book_documents', {
  documentId: integer('document_id').primaryKey(),
  kind: text('kind').notNull(),
  version: integer('version').notNull(),
  format: integer('format').notNull(),
  modelVersion: integer('model_version'),
  configVersion: integer('config_version'),
  /** JSON; its form is that of its kind and format. */
  document: text('document').notNull(),
  login: text('login').notNull(),
  machine: text('machine'),
  app: text('app'),
  publishedAt: integer('published_at').notNull(),
});

/** Documents that this desktop has made for the company and not yet published: the latest of each kind. */
export const outgoingDocuments = sqliteTable('outgoing_documents', {
  kind: text('kind', {
    enum: ['churn_model', 'churn_book', 'effects', 'facts', 'effect_report'],
  }).primaryKey(),
  /** The company's number of the churn model that it belongs to; null: none. */
  modelVersion: integer('model_version'),
  document: text('document').notNull(),
});

/** What is said of an account: JSON of its score and level, and of the scores of its people (store/runner/scores-to-push). */
const scorePush = {
  organizationId: integer('organization_id').primaryKey(),
  said: text('said').notNull(),
  people: text('people').notNull(),
};

/** Scores and levels that this desktop has computed for the company and not yet written down there. */
export const outgoingScores = sqliteTable('outgoing_scores', scorePush);

/** What it wrote down there last, under the lease that it has: only what is another goes up again. */
export const pushedScores = sqliteTable('pushed_scores', scorePush);
