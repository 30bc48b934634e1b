CREATE TABLE `account_headlines` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`level` text,
	`since` integer,
	`override_until` integer,
	`override_score` real,
	`override_band` text,
	`override_level` text,
	`override_since` integer
);
--> statement-breakpoint
CREATE TABLE `churn_book` (
	`id` integer PRIMARY KEY NOT NULL,
	`as_of` integer NOT NULL,
	`model_version` integer NOT NULL,
	`book` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `pulses` ADD `withdrawn_at` integer;--> statement-breakpoint
ALTER TABLE `churn_forecasts` ADD `reason_column` text;--> statement-breakpoint
ALTER TABLE `churn_models` ADD `proves` integer;
--> statement-breakpoint
-- What earlier models foretold was never proved on months they had not seen: nothing of it is shown until a model is
-- learned anew, which the full run asks for. It also makes the headline of every account, and until then its level by rules stands.
DELETE FROM `churn_forecasts`;
--> statement-breakpoint
DELETE FROM `settings` WHERE `key` = 'scoring.full_run';
