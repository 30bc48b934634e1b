CREATE TABLE `activity_templates` (
	`template_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`place` real NOT NULL,
	`hidden` integer NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `copied_activity_templates` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`template_id` text NOT NULL,
	`name` text,
	`kind` text,
	`text` text,
	`place` real NOT NULL,
	`hidden` integer NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_activity_templates_by_entry` ON `copied_activity_templates` (`template_id`);