CREATE TABLE `activity_zone_days` (
	`organization_id` integer NOT NULL,
	`day` integer NOT NULL,
	`rows` integer NOT NULL,
	`payload` blob NOT NULL,
	PRIMARY KEY(`organization_id`, `day`)
);
