CREATE TABLE `exchange_rates` (
	`rate_id` integer PRIMARY KEY NOT NULL,
	`currency` text NOT NULL,
	`valid_on` integer NOT NULL,
	`rate` real NOT NULL
);
--> statement-breakpoint
CREATE INDEX `exchange_rates_by_currency` ON `exchange_rates` (`currency`,`valid_on`);--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `currency` text;--> statement-breakpoint
ALTER TABLE `account_summaries` ADD `other_money` text;--> statement-breakpoint
ALTER TABLE `sync_state` ADD `currency` text;