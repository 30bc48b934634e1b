ALTER TABLE `account_summaries` ADD `missing` text;--> statement-breakpoint
ALTER TABLE `account_summaries` ADD `too_little_since` integer;--> statement-breakpoint
-- Scores were said whatever they rested on; below two fifths of their weight they no longer are. What lists show is put right
-- here at once; the full run that is asked for makes the rest of the summaries anew.
UPDATE `organization_health_scores` SET `band` = 'unknown' WHERE `confidence` < 0.4;
--> statement-breakpoint
UPDATE `account_summaries` SET
	`score` = NULL, `band` = NULL, `trend` = NULL, `change_28` = NULL, `too_little_since` = `as_of`
WHERE `confidence` < 0.4;
--> statement-breakpoint
DELETE FROM `settings` WHERE `key` = 'scoring.full_run';
