CREATE TABLE `risk_level_weeks` (
	`week` integer PRIMARY KEY NOT NULL,
	`low` integer NOT NULL,
	`medium` integer NOT NULL,
	`high` integer NOT NULL,
	`critical` integer NOT NULL
);
