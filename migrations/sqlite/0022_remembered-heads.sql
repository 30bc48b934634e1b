CREATE TABLE `audit_heads` (
	`chain` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`hash` text NOT NULL,
	`seen_at` integer NOT NULL,
	`problem` text,
	`present_number` integer,
	`noticed_at` integer
);
--> statement-breakpoint
CREATE INDEX `audit_heads_by_problem` ON `audit_heads` (`chain`) WHERE problem is not null;