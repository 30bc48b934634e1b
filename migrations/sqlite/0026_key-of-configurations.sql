ALTER TABLE `score_configs` ADD `entry` text;--> statement-breakpoint
ALTER TABLE `operations` ADD `made_of` text;--> statement-breakpoint
UPDATE `score_configs` SET `entry` = (SELECT `op_id` FROM `copied_score_configurations` c WHERE c.`version` + 1000000 = `score_configs`.`version` AND c.`config` = `score_configs`.`config`);
--> statement-breakpoint
UPDATE `operations` SET `settled_at` = NULL WHERE `state` = 'refused';
