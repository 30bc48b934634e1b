CREATE TABLE `book_movements` (
	`movement_id` integer PRIMARY KEY NOT NULL,
	`ended_on` integer NOT NULL,
	`segment` text,
	`accounts` integer NOT NULL,
	`week_ratio` real NOT NULL,
	`month_ratio` real NOT NULL,
	`quarter_ratio` real NOT NULL,
	`depth_ratio` real NOT NULL,
	`people_days_ratio` real NOT NULL,
	`computed_at` integer NOT NULL
);
