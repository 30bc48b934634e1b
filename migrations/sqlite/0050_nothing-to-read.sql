-- Of a table without rows there is nothing to be read.
DELETE FROM `texts_behind` WHERE `source` = 'notes' AND NOT EXISTS (SELECT 1 FROM `notes`);
--> statement-breakpoint
DELETE FROM `texts_behind` WHERE `source` = 'interventions' AND NOT EXISTS (SELECT 1 FROM `interventions`);
--> statement-breakpoint
DELETE FROM `texts_behind` WHERE `source` = 'incoming_mails' AND NOT EXISTS (SELECT 1 FROM `incoming_mails`);
--> statement-breakpoint
DELETE FROM `texts_behind` WHERE `source` = 'ctas' AND NOT EXISTS (SELECT 1 FROM `ctas`);
--> statement-breakpoint
DELETE FROM `texts_behind` WHERE `source` = 'cta_tasks' AND NOT EXISTS (SELECT 1 FROM `cta_tasks`);
--> statement-breakpoint
DELETE FROM `texts_behind` WHERE `source` = 'support_tickets' AND NOT EXISTS (SELECT 1 FROM `support_tickets`);
--> statement-breakpoint
DELETE FROM `texts_behind` WHERE `source` = 'survey_responses' AND NOT EXISTS (SELECT 1 FROM `survey_responses`);
