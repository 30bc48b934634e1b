ALTER TABLE `copied_cta_tasks` ADD `note_id` text;--> statement-breakpoint
ALTER TABLE `cta_tasks` ADD `note_id` text;--> statement-breakpoint
CREATE INDEX `cta_tasks_by_note` ON `cta_tasks` (`note_id`) WHERE note_id is not null;