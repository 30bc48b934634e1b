ALTER TABLE `features` ADD `is_machine` integer;--> statement-breakpoint
ALTER TABLE `survey_responses` ADD `unlisted_user_id` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `is_internal` integer;--> statement-breakpoint
CREATE INDEX `users_internal` ON `users` (`organization_id`) WHERE is_internal = 1;