CREATE TABLE `activity_daily` (
	`organization_id` integer NOT NULL,
	`day` integer NOT NULL,
	`period_days` integer NOT NULL,
	`rows` integer NOT NULL,
	`events` integer NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`organization_id`, `day`, `period_days`)
);
--> statement-breakpoint
CREATE TABLE `activity_dirty` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`from_day` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `activity_events` (
	`organization_id` integer NOT NULL,
	`day` integer NOT NULL,
	`rows` integer NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`organization_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `activity_state` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`through_day` integer NOT NULL,
	`layout` integer NOT NULL,
	`payload` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `features` (
	`feature_id` integer PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`category` text,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `managers` (
	`manager_id` integer PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organizations` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`segment` text,
	`lifecycle_stage` text NOT NULL,
	`industry` text,
	`country` text,
	`timezone` text,
	`owner_id` integer,
	`created_at` integer NOT NULL,
	`churned_at` integer
);
--> statement-breakpoint
CREATE INDEX `organizations_by_name` ON `organizations` (`name`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`subscription_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`product` text NOT NULL,
	`started_on` integer NOT NULL,
	`ended_on` integer,
	`mrr` real NOT NULL,
	`quantity` real,
	`unit` text,
	`billing_months` integer NOT NULL,
	`discount` real NOT NULL,
	`renews_on` integer,
	`payment_failed_at` integer
);
--> statement-breakpoint
CREATE INDEX `subscriptions_by_organization` ON `subscriptions` (`organization_id`,`started_on`);--> statement-breakpoint
CREATE TABLE `support_tickets` (
	`ticket_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`external_id` text NOT NULL,
	`subject` text NOT NULL,
	`severity` text NOT NULL,
	`opened_at` integer NOT NULL,
	`resolved_at` integer,
	`satisfaction` integer
);
--> statement-breakpoint
CREATE INDEX `support_tickets_by_organization` ON `support_tickets` (`organization_id`,`opened_at`);--> statement-breakpoint
CREATE TABLE `survey_responses` (
	`response_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`external_id` text NOT NULL,
	`kind` text NOT NULL,
	`score` integer NOT NULL,
	`comment` text,
	`responded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `survey_responses_by_organization` ON `survey_responses` (`organization_id`,`responded_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`user_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`external_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`title` text,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer
);
--> statement-breakpoint
CREATE INDEX `users_by_organization` ON `users` (`organization_id`,`name`);--> statement-breakpoint
CREATE TABLE `account_summaries` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`as_of` integer NOT NULL,
	`score` real,
	`band` text,
	`confidence` real,
	`trend` text,
	`change_28` real,
	`risk_level` text,
	`risk_since` integer,
	`indicators` text NOT NULL,
	`indicator_count` integer NOT NULL,
	`mrr` real NOT NULL,
	`seats` real,
	`users` integer NOT NULL,
	`active_users` integer,
	`events` integer NOT NULL,
	`last_activity_day` integer,
	`renews_on` integer,
	`sparkline` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `account_summaries_by_score` ON `account_summaries` (`score`);--> statement-breakpoint
CREATE TABLE `organization_health_scores` (
	`organization_id` integer NOT NULL,
	`as_of` integer NOT NULL,
	`score` real NOT NULL,
	`confidence` real NOT NULL,
	`band` text NOT NULL,
	`config_version` integer NOT NULL,
	`profile` text NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`organization_id`, `as_of`)
);
--> statement-breakpoint
CREATE TABLE `pulses` (
	`pulse_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organization_id` integer NOT NULL,
	`points` real NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `pulses_by_organization` ON `pulses` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `score_configs` (
	`version` integer PRIMARY KEY NOT NULL,
	`config` text NOT NULL,
	`author` text NOT NULL,
	`note` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `score_overrides` (
	`override_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organization_id` integer NOT NULL,
	`score` real NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`until_day` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE INDEX `score_overrides_by_organization` ON `score_overrides` (`organization_id`);--> statement-breakpoint
CREATE TABLE `user_health_scores` (
	`organization_id` integer NOT NULL,
	`week` integer NOT NULL,
	`as_of` integer NOT NULL,
	`config_version` integer NOT NULL,
	`rows` integer NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`organization_id`, `week`)
);
--> statement-breakpoint
CREATE TABLE `metrics_aggregation_jobs` (
	`job_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`attempt` integer NOT NULL,
	`max_attempts` integer NOT NULL,
	`run_after` integer NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`heartbeat_at` integer,
	`finished_at` integer,
	`done` real NOT NULL,
	`total` real,
	`message` text,
	`payload` text NOT NULL,
	`checkpoint` text,
	`cancel_requested` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `metrics_aggregation_jobs_by_state` ON `metrics_aggregation_jobs` (`state`,`run_after`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`view_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`view` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name_unique` ON `saved_views` (`name`);--> statement-breakpoint
CREATE TABLE `set_aside_rows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`table_name` text NOT NULL,
	`key` text NOT NULL,
	`reason` text NOT NULL,
	`row` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `set_aside_rows_by_key` ON `set_aside_rows` (`table_name`,`key`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sync_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`snapshot` text,
	`epoch` text,
	`schema_version` integer,
	`login` text,
	`as_of` integer,
	`checked_at` integer,
	`load` text,
	`held` text,
	`raw_event_days` integer NOT NULL,
	`events_from_day` integer
);
--> statement-breakpoint
CREATE TABLE `sync_tables` (
	`table_name` text PRIMARY KEY NOT NULL,
	`rows` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `today_dispositions` (
	`key` text NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`until_day` integer,
	`reason` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`key`, `day`)
);
