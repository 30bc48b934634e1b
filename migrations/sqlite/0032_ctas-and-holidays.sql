CREATE TABLE `copied_cta_tasks` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`cta_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`title` text NOT NULL,
	`due_day` integer,
	`done_at` integer,
	`done_by` text,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `copied_cta_tasks_by_entry` ON `copied_cta_tasks` (`task_id`);--> statement-breakpoint
CREATE INDEX `copied_cta_tasks_by_organization` ON `copied_cta_tasks` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_ctas` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`cta_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`type` text NOT NULL,
	`title` text NOT NULL,
	`reason` text,
	`priority` text NOT NULL,
	`due_day` integer NOT NULL,
	`given_to` integer,
	`until_day` integer,
	`snooze_reason` text,
	`snoozed_at` integer,
	`outcome` text,
	`closed_at` integer,
	`closed_by` text,
	`rule_id` text,
	`rule_version` integer,
	`firings` integer NOT NULL,
	`last_fired_at` integer,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_ctas_by_entry` ON `copied_ctas` (`cta_id`);--> statement-breakpoint
CREATE INDEX `copied_ctas_by_organization` ON `copied_ctas` (`organization_id`);--> statement-breakpoint
CREATE TABLE `copied_holidays` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`holiday_id` text NOT NULL,
	`day` integer NOT NULL,
	`name` text NOT NULL,
	`country` text,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `copied_holidays_by_entry` ON `copied_holidays` (`holiday_id`);--> statement-breakpoint
CREATE TABLE `cta_tasks` (
	`task_id` text PRIMARY KEY NOT NULL,
	`cta_id` text NOT NULL,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`title` text NOT NULL,
	`due_day` integer,
	`done_at` integer,
	`done_by` text,
	`author` text NOT NULL,
	`version` integer NOT NULL,
	`company_row` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cta_tasks_by_cta` ON `cta_tasks` (`cta_id`);--> statement-breakpoint
CREATE TABLE `ctas` (
	`cta_id` text PRIMARY KEY NOT NULL,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`type` text NOT NULL,
	`title` text NOT NULL,
	`reason` text,
	`priority` text NOT NULL,
	`due_day` integer NOT NULL,
	`given_to` integer,
	`until_day` integer,
	`snooze_reason` text,
	`snoozed_at` integer,
	`outcome` text,
	`closed_at` integer,
	`closed_by` text,
	`rule_id` text,
	`rule_version` integer,
	`firings` integer NOT NULL,
	`last_fired_at` integer,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ctas_by_organization` ON `ctas` (`organization_id`,`outcome`);--> statement-breakpoint
CREATE TABLE `holidays` (
	`holiday_id` text PRIMARY KEY NOT NULL,
	`day` integer NOT NULL,
	`name` text NOT NULL,
	`country` text,
	`company_row` integer NOT NULL
);
