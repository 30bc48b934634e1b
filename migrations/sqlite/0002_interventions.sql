CREATE TABLE `intervention_history` (
	`intervention_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`external_id` text NOT NULL,
	`kind` text NOT NULL,
	`channel` text,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text,
	`is_automatic` integer NOT NULL,
	`is_held_out` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `intervention_history_by_organization` ON `intervention_history` (`organization_id`,`started_at`);