CREATE TABLE `attribute_definitions` (
	`attribute_id` integer PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`name` text NOT NULL,
	`label` text NOT NULL,
	`type` text NOT NULL,
	`choices` text
);
--> statement-breakpoint
ALTER TABLE `organizations` ADD `parent_id` integer;--> statement-breakpoint
ALTER TABLE `organizations` ADD `attributes` text;--> statement-breakpoint
CREATE INDEX `organizations_by_parent` ON `organizations` (`parent_id`) WHERE parent_id is not null;--> statement-breakpoint
ALTER TABLE `users` ADD `attributes` text;