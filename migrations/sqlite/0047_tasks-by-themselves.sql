CREATE TABLE `__new_copied_cta_tasks` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`cta_id` text,
	`organization_id` integer NOT NULL,
	`title` text NOT NULL,
	`due_day` integer,
	`given_to` integer,
	`priority` text,
	`state` text,
	`until_day` integer,
	`every` text,
	`from_day` integer,
	`done_at` integer,
	`done_by` text,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_copied_cta_tasks`("row_id", "task_id", "cta_id", "organization_id", "title", "due_day", "done_at", "done_by", "author", "made_at", "version", "changed", "removed_at") SELECT "row_id", "task_id", "cta_id", "organization_id", "title", "due_day", "done_at", "done_by", "author", "made_at", "version", "changed", "removed_at" FROM `copied_cta_tasks`;--> statement-breakpoint
DROP TABLE `copied_cta_tasks`;--> statement-breakpoint
ALTER TABLE `__new_copied_cta_tasks` RENAME TO `copied_cta_tasks`;--> statement-breakpoint
CREATE INDEX `copied_cta_tasks_by_entry` ON `copied_cta_tasks` (`task_id`);--> statement-breakpoint
CREATE INDEX `copied_cta_tasks_by_organization` ON `copied_cta_tasks` (`organization_id`);--> statement-breakpoint
CREATE TABLE `__new_cta_tasks` (
	`task_id` text PRIMARY KEY NOT NULL,
	`cta_id` text,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`title` text NOT NULL,
	`due_day` integer,
	`given_to` integer,
	`priority` text,
	`state` text,
	`until_day` integer,
	`every` text,
	`from_day` integer,
	`done_at` integer,
	`done_by` text,
	`author` text NOT NULL,
	`version` integer NOT NULL,
	`company_row` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_cta_tasks`("task_id", "cta_id", "company_id", "organization_id", "organization_external_id", "title", "due_day", "done_at", "done_by", "author", "version", "company_row") SELECT "task_id", "cta_id", "company_id", "organization_id", "organization_external_id", "title", "due_day", "done_at", "done_by", "author", "version", "company_row" FROM `cta_tasks`;--> statement-breakpoint
DROP TABLE `cta_tasks`;--> statement-breakpoint
ALTER TABLE `__new_cta_tasks` RENAME TO `cta_tasks`;--> statement-breakpoint
CREATE INDEX `cta_tasks_by_cta` ON `cta_tasks` (`cta_id`);--> statement-breakpoint
CREATE INDEX `cta_tasks_open` ON `cta_tasks` (`organization_id`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `cta_tasks_done` ON `cta_tasks` (`done_at`) WHERE done_at is not null;