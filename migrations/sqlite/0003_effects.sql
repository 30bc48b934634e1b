CREATE TABLE `intervention_effects` (
	`kind` text PRIMARY KEY NOT NULL,
	`through_day` integer NOT NULL,
	`effect` text NOT NULL
);
