CREATE TABLE `rule_firings` (
	`firing_id` integer PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`version` integer NOT NULL,
	`generation` integer NOT NULL,
	`fired_on` integer NOT NULL,
	`fired_at` integer NOT NULL,
	`why` text NOT NULL,
	`held_by` text,
	`held_out` integer NOT NULL,
	`outcomes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rule_firings_by_rule` ON `rule_firings` (`rule_id`,`fired_at`);--> statement-breakpoint
CREATE INDEX `rule_firings_by_organization` ON `rule_firings` (`organization_id`);--> statement-breakpoint
CREATE TABLE `rule_standings` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`active_at` integer NOT NULL,
	`switched_by` text NOT NULL,
	`judged_on` integer,
	`judged_from_day` integer,
	`judged_at` integer,
	`evaluated` integer,
	`matched` integer,
	`not_known` integer,
	`waiting` text NOT NULL,
	`milliseconds` integer,
	`problem` text,
	`problem_at` integer
);
--> statement-breakpoint
CREATE TABLE `outgoing_judgings` (
	`rule_id` text PRIMARY KEY NOT NULL,
	`judging` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outgoing_verdicts` (
	`rule_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`verdict` text NOT NULL,
	PRIMARY KEY(`rule_id`, `organization_id`)
);
