CREATE TABLE `rule_versions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rule_versions_by_rule` ON `rule_versions` (`rule_id`,`version`);--> statement-breakpoint
CREATE TABLE `copied_rules` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
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
CREATE INDEX `copied_rules_by_entry` ON `copied_rules` (`rule_id`);--> statement-breakpoint
CREATE TABLE `segment_versions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`segment_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `segment_versions_by_segment` ON `segment_versions` (`segment_id`,`version`);--> statement-breakpoint
CREATE TABLE `copied_segments` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`segment_id` text NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_segments_by_entry` ON `copied_segments` (`segment_id`);--> statement-breakpoint
CREATE TABLE `rules` (
	`rule_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `segments` (
	`segment_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
