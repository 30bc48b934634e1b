ALTER TABLE `notes` ADD `activity` text;--> statement-breakpoint
ALTER TABLE `notes` ADD `happened_at` integer;--> statement-breakpoint
ALTER TABLE `copied_notes` ADD `activity` text;