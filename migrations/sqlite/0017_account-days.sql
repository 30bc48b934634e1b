CREATE TABLE `account_days` (
	`organization_id` integer NOT NULL,
	`month` integer NOT NULL,
	`whole` integer NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`organization_id`, `month`)
);
--> statement-breakpoint
-- One row of a score a day becomes a place in its account's month; store/file/pack-scores.ts has the two functions.
INSERT INTO `account_days` (`organization_id`, `month`, `whole`, `payload`)
SELECT `accounts`.`organization_id`, `months`.`month`, 0, `months`.`payload`
FROM (
	SELECT `organization_id`, packed_scores(`as_of`, `score`, `confidence`, `band`, `config_version`, `profile`, `payload`) AS `packed`
	FROM `organization_health_scores` GROUP BY `organization_id`
) AS `accounts`, months_of_scores(`accounts`.`packed`) AS `months`;
--> statement-breakpoint
DROP TABLE `organization_health_scores`;--> statement-breakpoint
ALTER TABLE `account_headlines` ADD `config_version` integer;--> statement-breakpoint
ALTER TABLE `account_headlines` ADD `profile` text;--> statement-breakpoint
ALTER TABLE `account_headlines` ADD `model_version` integer;--> statement-breakpoint
ALTER TABLE `account_headlines` ADD `switched_on` integer;--> statement-breakpoint
ALTER TABLE `account_headlines` ADD `switched` text;