CREATE TABLE `owner_changes` (
	`change_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`from_owner` integer,
	`to_owner` integer,
	`is_first` integer NOT NULL,
	`changed_by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `owner_changes_by_organization` ON `owner_changes` (`organization_id`);