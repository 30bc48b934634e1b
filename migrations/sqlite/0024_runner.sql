CREATE TABLE `copied_book_documents` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`format` integer NOT NULL,
	`model_version` integer,
	`config_version` integer,
	`document` text NOT NULL,
	`login` text NOT NULL,
	`machine` text,
	`app` text,
	`published_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outgoing_documents` (
	`kind` text PRIMARY KEY NOT NULL,
	`model_version` integer,
	`document` text NOT NULL
);
