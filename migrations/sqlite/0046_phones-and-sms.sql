ALTER TABLE `users` ADD `phone` text;--> statement-breakpoint
ALTER TABLE `communication_preferences` ADD `channel` text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE `communication_preferences` ADD `source` text;