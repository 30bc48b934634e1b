CREATE TABLE `sequence_versions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`sequence_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sequence_versions_by_sequence` ON `sequence_versions` (`sequence_id`,`version`);--> statement-breakpoint
CREATE TABLE `copied_sequences` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`sequence_id` text NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`state` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_sequences_by_entry` ON `copied_sequences` (`sequence_id`);--> statement-breakpoint
CREATE TABLE `enrolments` (
	`enrolment_id` integer PRIMARY KEY NOT NULL,
	`sequence_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`entry_key` text NOT NULL,
	`version` integer NOT NULL,
	`generation` integer NOT NULL,
	`step_id` text NOT NULL,
	`is_done` integer NOT NULL,
	`since_at` integer NOT NULL,
	`wakes_at` integer,
	`waits_for` text NOT NULL,
	`message` text,
	`entered_at` integer NOT NULL,
	`entered_by` text NOT NULL,
	`entered_how` text NOT NULL,
	`rule_id` text,
	`ended_at` integer,
	`ended_why` text
);
--> statement-breakpoint
CREATE INDEX `enrolments_by_sequence` ON `enrolments` (`sequence_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `enrolments_by_organization` ON `enrolments` (`organization_id`);--> statement-breakpoint
CREATE INDEX `enrolments_by_user` ON `enrolments` (`user_id`);--> statement-breakpoint
CREATE INDEX `enrolments_by_wake` ON `enrolments` (`ended_at`,`wakes_at`);--> statement-breakpoint
CREATE TABLE `outgoing_moves` (
	`enrolment_id` integer PRIMARY KEY NOT NULL,
	`move` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sequences` (
	`sequence_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `interventions` ADD `sequence_id` text;--> statement-breakpoint
ALTER TABLE `interventions` ADD `enrolment_id` integer;--> statement-breakpoint
ALTER TABLE `interventions` ADD `step_id` text;