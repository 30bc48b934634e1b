CREATE TABLE `profiling_objections` (
	`objection_id` text PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`since_day` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE INDEX `profiling_objections_by_organization` ON `profiling_objections` (`organization_id`,`user_id`);--> statement-breakpoint
CREATE TABLE `copied_profiling_objections` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`objection_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`since_day` integer NOT NULL,
	`author` text NOT NULL,
	`earlier_author` text,
	`made_at` integer NOT NULL,
	`withdrawn_at` integer,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_profiling_objections_by_entry` ON `copied_profiling_objections` (`objection_id`);--> statement-breakpoint
CREATE INDEX `copied_profiling_objections_by_organization` ON `copied_profiling_objections` (`organization_id`);--> statement-breakpoint
ALTER TABLE `users` ADD `objected_on` integer;--> statement-breakpoint
CREATE INDEX `users_objecting` ON `users` (`user_id`) WHERE objected_on is not null;