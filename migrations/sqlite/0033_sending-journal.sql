CREATE TABLE `sending_journal` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`memory` text NOT NULL,
	`seal` text NOT NULL,
	`was_sent` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sending_journal_by_time` ON `sending_journal` (`at`);