CREATE TABLE `measured_means` (
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`through_day` integer NOT NULL,
	`measured` text NOT NULL,
	PRIMARY KEY(`kind`, `id`)
);
--> statement-breakpoint
CREATE TABLE `rule_holdouts` (
	`holdout_id` integer PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`held_out` integer NOT NULL,
	`assigned_on` integer NOT NULL,
	`percent` integer,
	`contaminated_at` integer,
	`contaminated_by` text
);
--> statement-breakpoint
CREATE INDEX `rule_holdouts_by_organization` ON `rule_holdouts` (`organization_id`);