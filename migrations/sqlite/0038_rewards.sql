CREATE TABLE `reward_accounts` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`tier` text,
	`tier_day` integer,
	`tier_last_day` integer,
	`consent_day` integer,
	`consent_note` text,
	`consent_by` text,
	`left_out` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reward_programs` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`program_id` text NOT NULL,
	`program` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reward_tier_history` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`day` integer NOT NULL,
	`tier` text,
	`cause` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reward_tier_history_by_organization` ON `reward_tier_history` (`organization_id`);--> statement-breakpoint
CREATE TABLE `reward_transactions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`transaction_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`kind` text NOT NULL,
	`points` integer NOT NULL,
	`owed` integer NOT NULL,
	`lot` integer,
	`last_day` integer,
	`reversal_of` integer,
	`reward_id` text,
	`base_points` integer,
	`multiplier` integer,
	`origin` text,
	`reason` text,
	`author` text NOT NULL,
	`day` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reward_transactions_by_organization` ON `reward_transactions` (`organization_id`);--> statement-breakpoint
CREATE INDEX `reward_transactions_by_id` ON `reward_transactions` (`transaction_id`);--> statement-breakpoint
CREATE TABLE `rewards_catalog` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`item_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`cost` integer NOT NULL,
	`value_minor` integer NOT NULL,
	`stock` integer,
	`taken` integer NOT NULL,
	`tier` text,
	`stages` text NOT NULL,
	`segments` text NOT NULL,
	`per_account` integer,
	`per_contact` integer,
	`from_day` integer,
	`last_day` integer,
	`for_contact` integer NOT NULL,
	`needs_approval` integer NOT NULL,
	`archived` integer NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rewards_catalog_by_item` ON `rewards_catalog` (`item_id`);--> statement-breakpoint
CREATE TABLE `user_rewards` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`reward_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`item_id` text NOT NULL,
	`user_id` integer,
	`cost` integer NOT NULL,
	`value_minor` integer NOT NULL,
	`asked_day` integer NOT NULL,
	`stage` text NOT NULL,
	`note` text,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision_reason` text
);
--> statement-breakpoint
CREATE INDEX `user_rewards_by_reward` ON `user_rewards` (`reward_id`);--> statement-breakpoint
CREATE INDEX `user_rewards_by_organization` ON `user_rewards` (`organization_id`);--> statement-breakpoint
CREATE INDEX `user_rewards_by_stage` ON `user_rewards` (`stage`);