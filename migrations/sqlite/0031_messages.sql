CREATE TABLE `communication_preferences` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`category` text NOT NULL,
	`state` text NOT NULL,
	`basis` text,
	`said_by` text NOT NULL,
	`author` text NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `communication_preferences_by_organization` ON `communication_preferences` (`organization_id`);--> statement-breakpoint
CREATE INDEX `communication_preferences_by_user` ON `communication_preferences` (`user_id`);--> statement-breakpoint
CREATE TABLE `intervention_steps` (
	`step_id` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`at` integer NOT NULL,
	`stage` text NOT NULL,
	`reason` text NOT NULL,
	`until` integer,
	`attempt` integer NOT NULL,
	`login` text NOT NULL,
	`machine` text,
	`reply` text
);
--> statement-breakpoint
CREATE INDEX `intervention_steps_by_run` ON `intervention_steps` (`run_id`);--> statement-breakpoint
CREATE INDEX `intervention_steps_by_organization` ON `intervention_steps` (`organization_id`);--> statement-breakpoint
CREATE TABLE `interventions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`channel` text NOT NULL,
	`occurrence` text NOT NULL,
	`rule_id` text,
	`rule_version` integer,
	`launched_by` text NOT NULL,
	`template_id` text,
	`template_version` integer,
	`content` text,
	`category` text NOT NULL,
	`despite` text,
	`on_cap` text NOT NULL,
	`due_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`stage` text NOT NULL,
	`reason` text NOT NULL,
	`changed_at` integer NOT NULL,
	`next_due` integer NOT NULL,
	`attempt` integer NOT NULL,
	`login` text,
	`machine` text,
	`counted_at` integer,
	`message_id` text,
	`dot_at` integer,
	`sent_at` integer,
	`reply` text,
	`needs_approval` integer NOT NULL,
	`approved_by` text,
	`approved_at` integer,
	`decision_reason` text
);
--> statement-breakpoint
CREATE INDEX `interventions_by_run` ON `interventions` (`run_id`);--> statement-breakpoint
CREATE INDEX `interventions_by_organization` ON `interventions` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `interventions_by_stage` ON `interventions` (`stage`,`next_due`);--> statement-breakpoint
CREATE INDEX `interventions_by_user` ON `interventions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sending_settings` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`quiet_from` integer NOT NULL,
	`quiet_until` integer NOT NULL,
	`caps` text NOT NULL,
	`per_domain_per_minute` integer,
	`unsubscribe_url` text,
	`unsubscribe_proved_at` integer
);
--> statement-breakpoint
CREATE TABLE `sending_stops` (
	`stop_id` integer PRIMARY KEY NOT NULL,
	`rule_id` text,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`stopped_by` text NOT NULL,
	`stopped_at` integer NOT NULL,
	`leaving` integer NOT NULL,
	`released_by` text,
	`released_at` integer
);
