CREATE TABLE `contact_departures` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`departure_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`how` text NOT NULL,
	`noticed_on` integer NOT NULL,
	`mail_id` text NOT NULL,
	`cta_id` text,
	`settled_at` integer,
	`settled_why` text,
	`settled_by` text
);
--> statement-breakpoint
CREATE INDEX `contact_departures_by_user` ON `contact_departures` (`user_id`);--> statement-breakpoint
CREATE INDEX `contact_departures_by_organization` ON `contact_departures` (`organization_id`);--> statement-breakpoint
CREATE TABLE `incoming_mails` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`mail_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`came_at` integer NOT NULL,
	`noted_at` integer NOT NULL,
	`status` text,
	`said` text,
	`until_day` integer,
	`hint` text,
	`from_name` text,
	`from_address` text,
	`subject` text,
	`words` text,
	`did` text NOT NULL,
	`answered_at` integer,
	`answered_by` text,
	`machine` text
);
--> statement-breakpoint
CREATE INDEX `incoming_mails_by_mail` ON `incoming_mails` (`mail_id`);--> statement-breakpoint
CREATE INDEX `incoming_mails_by_run` ON `incoming_mails` (`run_id`);--> statement-breakpoint
CREATE INDEX `incoming_mails_by_user` ON `incoming_mails` (`user_id`,`came_at`);--> statement-breakpoint
CREATE INDEX `incoming_mails_by_organization` ON `incoming_mails` (`organization_id`,`came_at`);--> statement-breakpoint
CREATE INDEX `incoming_mails_by_time` ON `incoming_mails` (`came_at`);