-- Scores were kept to the micropoint and judged so; from now on it is their tenth that is kept and judged. What lists show
-- is rounded here at once; the full run that is asked for below makes the rest of the summaries anew. Scores of the past
-- are rounded where they are read.
UPDATE `account_summaries` SET
	`score` = CAST((round(`score` * 1000000) + 50000) / 100000 AS INTEGER) / 10.0,
	`change_28` = round(`change_28`, 1),
	`mrr` = round(`mrr`, 2);
--> statement-breakpoint
UPDATE `account_summaries` SET
	`band` = CASE
		WHEN `score` < (SELECT json_extract(`config`, '$.bands.middle') FROM `score_configs` ORDER BY `version` DESC LIMIT 1) THEN 'poor'
		WHEN `score` < (SELECT json_extract(`config`, '$.bands.healthy') FROM `score_configs` ORDER BY `version` DESC LIMIT 1) THEN 'middle'
		ELSE 'healthy' END,
	`trend` = CASE WHEN `change_28` <= -3 THEN 'falling' WHEN `change_28` >= 3 THEN 'rising' WHEN `change_28` IS NOT NULL THEN 'steady' END
WHERE `score` IS NOT NULL;
--> statement-breakpoint
DELETE FROM `settings` WHERE `key` = 'scoring.full_run';
