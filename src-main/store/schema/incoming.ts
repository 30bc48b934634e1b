/** What came back to messages, and whom it says to be there no more, as the company has it; nothing of it is made here. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const incomingMails = sqliteTable(
  'incoming_mails',
  {
    rowId: integer('row_id').primaryKey(),
    mailId: text('mail_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id').notNull(),
    /** The message that it answers or sends back. */
    runId: text('run_id').notNull(),
    kind: text('kind').notNull(),
    cameAt: integer('came_at').notNull(),
    notedAt: integer('noted_at').notNull(),
    status: text('status'),
    said: text('said'),
    untilDay: integer('until_day'),
    hint: text('hint'),
    fromName: text('from_name'),
    fromAddress: text('from_address'),
    subject: text('subject'),
    words: text('words'),
    /** JSON of what followed. */
    did: text('did').notNull(),
    answeredAt: integer('answered_at'),
    answeredBy: text('answered_by'),
    /** On which machine it was read. */
    machine: text('machine'),
  },
  (table) => [
    index('incoming_mails_by_mail').on(table.mailId),
    index('incoming_mails_by_run').on(table.runId),
    index('incoming_mails_by_user').on(table.userId, table.cameAt),
    index('incoming_mails_by_organization').on(table.organizationId, table.cameAt),
    index('incoming_mails_by_time').on(table.cameAt),
  ],
);

export const contactDepartures = sqliteTable(
  'contact_departures',
  {
    rowId: integer('row_id').primaryKey(),
    departureId: text('departure_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id').notNull(),
    how: text('how', { enum: ['bounced', 'gone'] }).notNull(),
    noticedOn: integer('noticed_on').notNull(),
    mailId: text('mail_id').notNull(),
    ctaId: text('cta_id'),
    settledAt: integer('settled_at'),
    settledWhy: text('settled_why'),
    settledBy: text('settled_by'),
  },
  (table) => [
    index('contact_departures_by_user').on(table.userId),
    index('contact_departures_by_organization').on(table.organizationId),
  ],
);
