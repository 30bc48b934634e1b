CREATE TABLE `kept_files` (
	`sha256` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `note_attachments` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`attachment_id` text NOT NULL,
	`note_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE INDEX `note_attachments_by_id` ON `note_attachments` (`attachment_id`);--> statement-breakpoint
CREATE INDEX `note_attachments_by_note` ON `note_attachments` (`note_id`);--> statement-breakpoint
CREATE INDEX `note_attachments_by_organization` ON `note_attachments` (`organization_id`);--> statement-breakpoint
CREATE INDEX `note_attachments_by_content` ON `note_attachments` (`sha256`);--> statement-breakpoint
CREATE TABLE `waiting_files` (
	`sha256` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL
);
