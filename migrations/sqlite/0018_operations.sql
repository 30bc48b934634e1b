CREATE TABLE `entry_marks` (
	`table_name` text NOT NULL,
	`entry` text NOT NULL,
	PRIMARY KEY(`table_name`, `entry`)
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`note_id` text NOT NULL,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`contact` text,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_note_id_unique` ON `notes` (`note_id`);--> statement-breakpoint
CREATE INDEX `notes_by_organization` ON `notes` (`organization_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `operations` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`op_id` text NOT NULL,
	`kind` text NOT NULL,
	`company_id` text,
	`organization_id` integer,
	`organization_external_id` text,
	`entry` text NOT NULL,
	`base_version` integer,
	`patch` text NOT NULL,
	`author` text NOT NULL,
	`earlier_author` text,
	`made_at` integer NOT NULL,
	`state` text NOT NULL,
	`epoch` text,
	`xid` text,
	`reason` text,
	`answer` text,
	`answered_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`retry_at` integer,
	`settled_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `operations_op_id_unique` ON `operations` (`op_id`);--> statement-breakpoint
CREATE INDEX `operations_by_state` ON `operations` (`state`);--> statement-breakpoint
CREATE INDEX `operations_by_entry` ON `operations` (`entry`);--> statement-breakpoint
CREATE INDEX `operations_by_organization` ON `operations` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_score_configurations` (
	`version` integer PRIMARY KEY NOT NULL,
	`config` text NOT NULL,
	`note` text NOT NULL,
	`author` text NOT NULL,
	`earlier_author` text,
	`published_at` integer NOT NULL,
	`op_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `copied_today_dispositions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`disposition_id` text NOT NULL,
	`login` text NOT NULL,
	`organization_id` integer NOT NULL,
	`kind` text NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`until_day` integer,
	`reason` text,
	`made_at` integer NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_today_dispositions_by_entry` ON `copied_today_dispositions` (`disposition_id`);--> statement-breakpoint
CREATE INDEX `copied_today_dispositions_by_organization` ON `copied_today_dispositions` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_notes` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`note_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`author` text NOT NULL,
	`earlier_author` text,
	`made_at` integer NOT NULL,
	`text` text NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `copied_notes_by_entry` ON `copied_notes` (`note_id`);--> statement-breakpoint
CREATE INDEX `copied_notes_by_organization` ON `copied_notes` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_score_overrides` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`override_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`score` real NOT NULL,
	`reason` text NOT NULL,
	`until_day` integer NOT NULL,
	`author` text NOT NULL,
	`earlier_author` text,
	`made_at` integer NOT NULL,
	`withdrawn_at` integer,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_score_overrides_by_entry` ON `copied_score_overrides` (`override_id`);--> statement-breakpoint
CREATE INDEX `copied_score_overrides_by_organization` ON `copied_score_overrides` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_pulses` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`pulse_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`points` real NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`earlier_author` text,
	`made_at` integer NOT NULL,
	`withdrawn_at` integer,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_pulses_by_entry` ON `copied_pulses` (`pulse_id`);--> statement-breakpoint
CREATE INDEX `copied_pulses_by_organization` ON `copied_pulses` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_saved_views` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`view_id` text NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`view` text NOT NULL,
	`shared` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `copied_saved_views_by_entry` ON `copied_saved_views` (`view_id`);--> statement-breakpoint
DROP INDEX `saved_views_name_unique`;--> statement-breakpoint
ALTER TABLE `saved_views` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `saved_views` ADD `shared` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `saved_views` ADD `owner` text;--> statement-breakpoint
DROP INDEX `today_dispositions_by_reason`;--> statement-breakpoint
ALTER TABLE `today_dispositions` ADD `company_row` integer;--> statement-breakpoint
CREATE INDEX `today_dispositions_by_reason` ON `today_dispositions` (`organization_id`,`kind`,`day`);--> statement-breakpoint
ALTER TABLE `pulses` ADD `company_row` integer;--> statement-breakpoint
ALTER TABLE `score_overrides` ADD `taken_back_at` integer;--> statement-breakpoint
ALTER TABLE `score_overrides` ADD `company_row` integer;