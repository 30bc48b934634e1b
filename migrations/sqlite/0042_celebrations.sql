CREATE TABLE `badges` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`badge_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`picture` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `badges_by_id` ON `badges` (`badge_id`);--> statement-breakpoint
CREATE TABLE `celebration_messages` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`celebration_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`run_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `celebration_messages_by_celebration` ON `celebration_messages` (`celebration_id`);--> statement-breakpoint
CREATE INDEX `celebration_messages_by_run` ON `celebration_messages` (`run_id`);--> statement-breakpoint
CREATE INDEX `celebration_messages_by_organization` ON `celebration_messages` (`organization_id`);--> statement-breakpoint
CREATE TABLE `celebration_settings` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`settings_id` text NOT NULL,
	`settings` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `celebrations` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`celebration_id` text NOT NULL,
	`achievement_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`milestone_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`mail` text NOT NULL,
	`words` text,
	`words_by` text,
	`skipped_at` integer,
	`skipped_why` text,
	`skipped_by` text,
	`skip_reason` text
);
--> statement-breakpoint
CREATE INDEX `celebrations_by_id` ON `celebrations` (`celebration_id`);--> statement-breakpoint
CREATE INDEX `celebrations_by_organization` ON `celebrations` (`organization_id`);--> statement-breakpoint
CREATE INDEX `celebrations_by_made` ON `celebrations` (`made_at`);--> statement-breakpoint
CREATE INDEX `milestone_achievements_by_id` ON `milestone_achievements` (`achievement_id`);