CREATE TABLE `late_counts` (
	`organization_id` integer NOT NULL,
	`day` integer NOT NULL,
	`period_days` integer NOT NULL,
	`arrived_day` integer NOT NULL,
	`difference` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `day`, `period_days`, `arrived_day`)
);
