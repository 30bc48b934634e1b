CREATE TABLE `churn_forecast_history` (
	`organization_id` integer NOT NULL,
	`week` integer NOT NULL,
	`model_version` integer NOT NULL,
	`p30` real NOT NULL,
	`p90` real NOT NULL,
	PRIMARY KEY(`organization_id`, `week`)
);
--> statement-breakpoint
CREATE TABLE `churn_forecasts` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`as_of` integer NOT NULL,
	`model_version` integer NOT NULL,
	`p30` real NOT NULL,
	`p90` real NOT NULL,
	`p180` real NOT NULL,
	`top_reason` text
);
--> statement-breakpoint
CREATE TABLE `churn_models` (
	`version` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`trained_at` integer NOT NULL,
	`through_day` integer NOT NULL,
	`serves` integer NOT NULL,
	`model` text NOT NULL,
	`card` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `risk_assessment_history` (
	`organization_id` integer NOT NULL,
	`as_of` integer NOT NULL,
	`level` text NOT NULL,
	PRIMARY KEY(`organization_id`, `as_of`)
);
