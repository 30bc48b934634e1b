ALTER TABLE `notes` ADD `mentions` text;--> statement-breakpoint
CREATE INDEX `notes_with_mentions` ON `notes` (`organization_id`) WHERE mentions is not null;--> statement-breakpoint
ALTER TABLE `copied_notes` ADD `mentions` text;