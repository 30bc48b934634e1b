CREATE TABLE `merged_accounts` (
	`merged_id` integer PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`organization_id` integer NOT NULL
);
