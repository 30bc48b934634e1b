CREATE TABLE `account_spells` (
	`organization_id` integer NOT NULL,
	`began_day` integer NOT NULL,
	`last_day` integer,
	`ended_by` text,
	`settled_day` integer,
	`after_first_month` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `began_day`)
);
--> statement-breakpoint
ALTER TABLE `organizations` ADD `notice_on` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `is_trial` integer;--> statement-breakpoint
ALTER TABLE `account_summaries` ADD `standing` text;--> statement-breakpoint
ALTER TABLE `account_summaries` ADD `life_day` integer;--> statement-breakpoint
ALTER TABLE `sync_tables` ADD `columns` text;