-- What waits there is made anew by the next look, of contacts where a rule is about them.
DROP TABLE `outgoing_verdicts`;--> statement-breakpoint
DELETE FROM `outgoing_judgings`;--> statement-breakpoint
DELETE FROM `settings` WHERE `key` = 'triggers.whole';--> statement-breakpoint
CREATE TABLE `outgoing_verdicts` (
	`rule_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`contact_id` integer DEFAULT 0 NOT NULL,
	`verdict` text NOT NULL,
	PRIMARY KEY(`rule_id`, `organization_id`, `contact_id`)
);
--> statement-breakpoint
ALTER TABLE `rule_firings` ADD `user_id` integer;
