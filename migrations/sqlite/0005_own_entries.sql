-- People's own entries get keys that are unique on every desktop, and name the account they are about so that it is found
-- again when numbers are given anew. Rows that are here keep their order: a key is a UUIDv7 of the moment the row was made
-- (48 bits of milliseconds), then its place among the rows of that millisecond, then chance.
CREATE TABLE `__new_score_overrides` (
	`override_id` text PRIMARY KEY NOT NULL,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`score` real NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL,
	`until_day` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_score_overrides`
	(`override_id`, `company_id`, `organization_id`, `organization_external_id`, `score`, `reason`, `author`, `created_at`, `until_day`, `withdrawn_at`)
SELECT
	lower(printf('%08x-%04x-7%03x-%s%s-%s',
		max(`created_at`, 0) >> 16, max(`created_at`, 0) & 0xffff,
		min(row_number() OVER (PARTITION BY `created_at` ORDER BY `override_id`) - 1, 0xfff),
		substr('89ab', 1 + (random() & 3), 1), substr(hex(randomblob(2)), 1, 3), hex(randomblob(6)))),
	(SELECT `value` FROM `settings` WHERE `key` = 'company'),
	`organization_id`,
	(SELECT `external_id` FROM `organizations` WHERE `organizations`.`organization_id` = `score_overrides`.`organization_id`),
	`score`, `reason`, `author`, `created_at`, `until_day`, `withdrawn_at`
FROM `score_overrides`;
--> statement-breakpoint
DROP TABLE `score_overrides`;
--> statement-breakpoint
ALTER TABLE `__new_score_overrides` RENAME TO `score_overrides`;
--> statement-breakpoint
CREATE INDEX `score_overrides_by_organization` ON `score_overrides` (`organization_id`);
--> statement-breakpoint
CREATE TABLE `__new_pulses` (
	`pulse_id` text PRIMARY KEY NOT NULL,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`points` real NOT NULL,
	`reason` text NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_pulses`
	(`pulse_id`, `company_id`, `organization_id`, `organization_external_id`, `points`, `reason`, `author`, `created_at`)
SELECT
	lower(printf('%08x-%04x-7%03x-%s%s-%s',
		max(`created_at`, 0) >> 16, max(`created_at`, 0) & 0xffff,
		min(row_number() OVER (PARTITION BY `created_at` ORDER BY `pulse_id`) - 1, 0xfff),
		substr('89ab', 1 + (random() & 3), 1), substr(hex(randomblob(2)), 1, 3), hex(randomblob(6)))),
	(SELECT `value` FROM `settings` WHERE `key` = 'company'),
	`organization_id`,
	(SELECT `external_id` FROM `organizations` WHERE `organizations`.`organization_id` = `pulses`.`organization_id`),
	`points`, `reason`, `author`, `created_at`
FROM `pulses`;
--> statement-breakpoint
DROP TABLE `pulses`;
--> statement-breakpoint
ALTER TABLE `__new_pulses` RENAME TO `pulses`;
--> statement-breakpoint
CREATE INDEX `pulses_by_organization` ON `pulses` (`organization_id`,`created_at`);
--> statement-breakpoint
CREATE TABLE `__new_saved_views` (
	`view_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`view` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_saved_views` (`view_id`, `name`, `view`, `created_at`)
SELECT
	lower(printf('%08x-%04x-7%03x-%s%s-%s',
		max(`created_at`, 0) >> 16, max(`created_at`, 0) & 0xffff,
		min(row_number() OVER (PARTITION BY `created_at` ORDER BY `view_id`) - 1, 0xfff),
		substr('89ab', 1 + (random() & 3), 1), substr(hex(randomblob(2)), 1, 3), hex(randomblob(6)))),
	`name`, `view`, `created_at`
FROM `saved_views`;
--> statement-breakpoint
DROP TABLE `saved_views`;
--> statement-breakpoint
ALTER TABLE `__new_saved_views` RENAME TO `saved_views`;
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name_unique` ON `saved_views` (`name`);
--> statement-breakpoint
CREATE TABLE `__new_today_dispositions` (
	`disposition_id` text PRIMARY KEY NOT NULL,
	`company_id` text,
	`organization_id` integer NOT NULL,
	`organization_external_id` text,
	`kind` text NOT NULL,
	`day` integer NOT NULL,
	`state` text NOT NULL,
	`until_day` integer,
	`reason` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
-- A key was the account's number and the kind, `12:renewal`. What was never the key of an item stays whole in `kind`, of
-- the account 0, which there is not.
INSERT INTO `__new_today_dispositions`
	(`disposition_id`, `company_id`, `organization_id`, `organization_external_id`, `kind`, `day`, `state`, `until_day`, `reason`, `at`)
SELECT
	lower(printf('%08x-%04x-7%03x-%s%s-%s',
		max(`at`, 0) >> 16, max(`at`, 0) & 0xffff,
		min(row_number() OVER (PARTITION BY `at` ORDER BY `row`) - 1, 0xfff),
		substr('89ab', 1 + (random() & 3), 1), substr(hex(randomblob(2)), 1, 3), hex(randomblob(6)))),
	(SELECT `value` FROM `settings` WHERE `key` = 'company'),
	`number`,
	(SELECT `external_id` FROM `organizations` WHERE `organizations`.`organization_id` = `number`),
	CASE `number` WHEN 0 THEN `key` ELSE substr(`key`, instr(`key`, ':') + 1) END,
	`day`, `state`, `until_day`, `reason`, `at`
FROM (
	SELECT *, CASE WHEN `prefix` > 0 AND `key` LIKE `prefix` || ':%' THEN `prefix` ELSE 0 END AS `number`
	FROM (SELECT *, rowid AS `row`, CAST(`key` AS integer) AS `prefix` FROM `today_dispositions`)
);
--> statement-breakpoint
DROP TABLE `today_dispositions`;
--> statement-breakpoint
ALTER TABLE `__new_today_dispositions` RENAME TO `today_dispositions`;
--> statement-breakpoint
CREATE UNIQUE INDEX `today_dispositions_by_reason` ON `today_dispositions` (`organization_id`,`kind`,`day`);
