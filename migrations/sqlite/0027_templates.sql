CREATE TABLE `brand_settings` (
	`brand_id` text PRIMARY KEY NOT NULL,
	`brand` text NOT NULL,
	`author` text NOT NULL,
	`company_row` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `copied_brand_settings` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`brand_id` text NOT NULL,
	`brand` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_brand_settings_by_entry` ON `copied_brand_settings` (`brand_id`);--> statement-breakpoint
CREATE TABLE `email_template_versions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`template_id` text NOT NULL,
	`version` integer NOT NULL,
	`subject` text NOT NULL,
	`preheader` text NOT NULL,
	`mjml` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `email_template_versions_by_template` ON `email_template_versions` (`template_id`,`version`);--> statement-breakpoint
CREATE TABLE `copied_email_templates` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`template_id` text NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`language` text NOT NULL,
	`content` text NOT NULL,
	`transactional` integer NOT NULL,
	`archived` integer NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_email_templates_by_entry` ON `copied_email_templates` (`template_id`);--> statement-breakpoint
CREATE TABLE `email_templates` (
	`template_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`category` text NOT NULL,
	`language` text NOT NULL,
	`subject` text NOT NULL,
	`preheader` text NOT NULL,
	`mjml` text NOT NULL,
	`html` text NOT NULL,
	`transactional` integer NOT NULL,
	`archived` integer NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
