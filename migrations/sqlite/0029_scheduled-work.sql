CREATE TABLE `job_waits` (
	`job_id` integer NOT NULL,
	`needs_id` text NOT NULL,
	PRIMARY KEY(`job_id`, `needs_id`)
);
--> statement-breakpoint
CREATE INDEX `job_waits_by_task` ON `job_waits` (`needs_id`);--> statement-breakpoint
CREATE TABLE `scheduled_tasks` (
	`task_id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`priority` integer NOT NULL,
	`schedule` text NOT NULL,
	`catch_up` text NOT NULL,
	`created_at` integer NOT NULL,
	`next_due` integer,
	`paused_at` integer,
	`last_state` text,
	`last_message` text,
	`last_at` integer
);
--> statement-breakpoint
CREATE INDEX `scheduled_tasks_by_due` ON `scheduled_tasks` (`next_due`);--> statement-breakpoint
CREATE TABLE `task_needs` (
	`task_id` text NOT NULL,
	`needs_id` text NOT NULL,
	PRIMARY KEY(`task_id`, `needs_id`)
);
--> statement-breakpoint
ALTER TABLE `metrics_aggregation_jobs` ADD `task_id` text;--> statement-breakpoint
ALTER TABLE `metrics_aggregation_jobs` ADD `occurrence` text;--> statement-breakpoint
CREATE INDEX `metrics_aggregation_jobs_by_rank` ON `metrics_aggregation_jobs` (`state`,run_after - 900000 * priority,`job_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `metrics_aggregation_jobs_by_occurrence` ON `metrics_aggregation_jobs` (`task_id`,`occurrence`);--> statement-breakpoint
-- Nights lay in the queue; from now on they are scheduled tasks, and a job is made once one is due.
DELETE FROM `metrics_aggregation_jobs` WHERE `state` = 'queued' AND `attempt` = 0 AND `checkpoint` IS NULL AND `run_after` > unixepoch() * 1000 AND json_extract(`payload`, '$.isTurn') IS NOT NULL;
