ALTER TABLE `email_templates` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
UPDATE `email_templates` SET `channel` = coalesce((SELECT json_extract(c.`content`, '$.channel') FROM `copied_email_templates` c WHERE c.`template_id` = `email_templates`.`template_id`), 'email');
