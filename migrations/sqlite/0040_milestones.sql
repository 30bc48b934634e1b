CREATE TABLE `milestone_definition_versions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`milestone_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `milestone_versions_by_milestone` ON `milestone_definition_versions` (`milestone_id`,`version`);--> statement-breakpoint
CREATE TABLE `copied_milestone_definitions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`milestone_id` text NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_milestones_by_entry` ON `copied_milestone_definitions` (`milestone_id`);--> statement-breakpoint
CREATE TABLE `success_plan_versions` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `plan_versions_by_plan` ON `success_plan_versions` (`plan_id`,`version`);--> statement-breakpoint
CREATE TABLE `copied_success_plans` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`author` text NOT NULL,
	`made_at` integer NOT NULL,
	`version` integer NOT NULL,
	`changed` text NOT NULL,
	`removed_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `copied_plans_by_entry` ON `copied_success_plans` (`plan_id`);--> statement-breakpoint
CREATE TABLE `milestone_achievements` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`achievement_id` text NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`milestone_id` text NOT NULL,
	`points` integer NOT NULL,
	`achieved_on` integer NOT NULL,
	`awarded_at` integer NOT NULL,
	`withdrawn_at` integer
);
--> statement-breakpoint
CREATE INDEX `milestone_achievements_by_organization` ON `milestone_achievements` (`organization_id`);--> statement-breakpoint
CREATE TABLE `milestone_definitions` (
	`milestone_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `milestone_dirty` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`from_day` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `milestone_progress` (
	`organization_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`milestone_id` text NOT NULL,
	`version` integer NOT NULL,
	`progress` integer NOT NULL,
	`value` integer,
	`target` integer,
	`moved_on` integer NOT NULL,
	`completed_on` integer,
	`is_told` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`organization_id`, `user_id`, `milestone_id`),
	CONSTRAINT "milestone_progress_percent" CHECK(progress between 0 and 100)
);
--> statement-breakpoint
CREATE INDEX `milestone_progress_untold` ON `milestone_progress` (`organization_id`) WHERE is_told = 0;--> statement-breakpoint
CREATE TABLE `milestone_progress_history` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`milestone_id` text NOT NULL,
	`day` integer NOT NULL,
	`progress_before` integer NOT NULL,
	`progress` integer NOT NULL,
	`value` integer,
	`author` text,
	`reason` text,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `milestone_history_by_organization` ON `milestone_progress_history` (`organization_id`,`milestone_id`);--> statement-breakpoint
CREATE TABLE `milestone_states` (
	`organization_id` integer PRIMARY KEY NOT NULL,
	`through_day` integer NOT NULL,
	`made` text NOT NULL,
	`payload` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outgoing_plans` (
	`organization_id` integer NOT NULL,
	`plan_id` text NOT NULL,
	`started_on` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `plan_id`)
);
--> statement-breakpoint
CREATE TABLE `plan_assignments` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`plan_id` text NOT NULL,
	`started_on` integer NOT NULL,
	`given_by` text,
	`given_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text
);
--> statement-breakpoint
CREATE INDEX `plan_assignments_by_organization` ON `plan_assignments` (`organization_id`);--> statement-breakpoint
CREATE TABLE `success_plans` (
	`plan_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`version` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user_milestones` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`organization_id` integer NOT NULL,
	`user_id` integer,
	`milestone_id` text NOT NULL,
	`progress` integer NOT NULL,
	`value` integer,
	`target` integer,
	`moved_on` integer NOT NULL,
	`completed_on` integer,
	`awarded_at` integer,
	`evidence_removed` integer NOT NULL,
	`set_by` text,
	`reason` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `user_milestones_by_organization` ON `user_milestones` (`organization_id`);--> statement-breakpoint
-- Complete at 100 %, and only there, whoever writes: as the company's own trigger keeps it.
CREATE TRIGGER `milestone_completed` AFTER INSERT ON `milestone_progress` WHEN (new.`progress` = 100) <> (new.`completed_on` IS NOT NULL) BEGIN
  UPDATE `milestone_progress` SET `completed_on` = CASE WHEN new.`progress` = 100 THEN new.`moved_on` END
   WHERE `organization_id` = new.`organization_id` AND `user_id` = new.`user_id` AND `milestone_id` = new.`milestone_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `milestone_completion_moved` AFTER UPDATE ON `milestone_progress` WHEN (new.`progress` = 100) <> (new.`completed_on` IS NOT NULL) BEGIN
  UPDATE `milestone_progress` SET `completed_on` = CASE WHEN new.`progress` = 100 THEN new.`moved_on` END
   WHERE `organization_id` = new.`organization_id` AND `user_id` = new.`user_id` AND `milestone_id` = new.`milestone_id`;
END;
--> statement-breakpoint
-- What scoring has to fold again, counting has to as well; each takes its own marks away.
CREATE TRIGGER `milestone_dirty_added` AFTER INSERT ON `activity_dirty` BEGIN
  INSERT INTO `milestone_dirty` (`organization_id`, `from_day`) VALUES (new.`organization_id`, new.`from_day`)
    ON CONFLICT (`organization_id`) DO UPDATE SET `from_day` = min(`from_day`, excluded.`from_day`);
END;
--> statement-breakpoint
CREATE TRIGGER `milestone_dirty_moved` AFTER UPDATE ON `activity_dirty` BEGIN
  INSERT INTO `milestone_dirty` (`organization_id`, `from_day`) VALUES (new.`organization_id`, new.`from_day`)
    ON CONFLICT (`organization_id`) DO UPDATE SET `from_day` = min(`from_day`, excluded.`from_day`);
END;
