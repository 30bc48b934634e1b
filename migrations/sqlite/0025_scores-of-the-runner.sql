CREATE TABLE `outgoing_scores` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`said` text NOT NULL,
	`people` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `pushed_scores` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`said` text NOT NULL,
	`people` text NOT NULL
);
