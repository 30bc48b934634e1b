CREATE TABLE `texts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`entry` text NOT NULL,
	`organization_id` integer NOT NULL,
	`at` integer NOT NULL,
	`place` text NOT NULL,
	`title` text NOT NULL,
	`words` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `texts_by_organization` ON `texts` (`organization_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `texts_by_entry` ON `texts` (`source`,`entry`);--> statement-breakpoint
CREATE TABLE `texts_behind` (
	`source` text PRIMARY KEY NOT NULL,
	`through` text
);
--> statement-breakpoint
-- What was written, small and without marks, so that it is found as it is typed. Of a text that changes or goes, the words go at once.
DROP TRIGGER `notes_words_added`;
--> statement-breakpoint
DROP TRIGGER `notes_words_removed`;
--> statement-breakpoint
DROP TRIGGER `notes_words_changed`;
--> statement-breakpoint
DROP TABLE `notes_words`;
--> statement-breakpoint
CREATE VIRTUAL TABLE `texts_words` USING fts5(place, title, words, content='texts', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE TRIGGER `texts_added` AFTER INSERT ON `texts` BEGIN
  INSERT INTO texts_words (rowid, place, title, words) VALUES (new.seq, new.place, new.title, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER `texts_removed` AFTER DELETE ON `texts` BEGIN
  INSERT INTO texts_words (texts_words, rowid, place, title, words) VALUES ('delete', old.seq, old.place, old.title, old.words);
END;
--> statement-breakpoint
CREATE TRIGGER `texts_changed` AFTER UPDATE OF seq, place, title, words ON `texts` BEGIN
  INSERT INTO texts_words (texts_words, rowid, place, title, words) VALUES ('delete', old.seq, old.place, old.title, old.words);
  INSERT INTO texts_words (rowid, place, title, words) VALUES (new.seq, new.place, new.title, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_written` AFTER INSERT ON `notes` BEGIN
  DELETE FROM texts WHERE source = 'notes' AND entry = cast(new.seq AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, coalesce(new.happened_at, new.created_at), '', words_apart(new.text));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'notes', cast(new.seq AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT coalesce(new.happened_at, new.created_at) AS at, '' AS title, words_apart(new.text) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'notes' AND entry = cast(new.seq AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `notes_rewritten` AFTER UPDATE ON `notes` BEGIN
  DELETE FROM texts WHERE source = 'notes' AND entry = cast(new.seq AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, coalesce(new.happened_at, new.created_at), '', words_apart(new.text));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'notes', cast(new.seq AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT coalesce(new.happened_at, new.created_at) AS at, '' AS title, words_apart(new.text) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'notes' AND entry = cast(new.seq AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `notes_unwritten` AFTER DELETE ON `notes` BEGIN
  DELETE FROM texts WHERE source = 'notes' AND entry = cast(old.seq AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `interventions_written` AFTER INSERT ON `interventions` BEGIN
  DELETE FROM texts WHERE source = 'interventions' AND entry = cast(new.row_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, coalesce(new.sent_at, new.created_at), words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.subject') END), words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.text') END));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'interventions', cast(new.row_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT coalesce(new.sent_at, new.created_at) AS at, words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.subject') END) AS title, words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.text') END) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'interventions' AND entry = cast(new.row_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `interventions_rewritten` AFTER UPDATE ON `interventions` BEGIN
  DELETE FROM texts WHERE source = 'interventions' AND entry = cast(new.row_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, coalesce(new.sent_at, new.created_at), words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.subject') END), words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.text') END));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'interventions', cast(new.row_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT coalesce(new.sent_at, new.created_at) AS at, words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.subject') END) AS title, words_apart(CASE WHEN json_valid(new.content) THEN json_extract(new.content, '$.text') END) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'interventions' AND entry = cast(new.row_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `interventions_unwritten` AFTER DELETE ON `interventions` BEGIN
  DELETE FROM texts WHERE source = 'interventions' AND entry = cast(old.row_id AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `incoming_mails_written` AFTER INSERT ON `incoming_mails` BEGIN
  DELETE FROM texts WHERE source = 'incoming_mails' AND entry = cast(new.row_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.came_at, words_apart(new.subject), words_apart(new.words));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'incoming_mails', cast(new.row_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.came_at AS at, words_apart(new.subject) AS title, words_apart(new.words) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'incoming_mails' AND entry = cast(new.row_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `incoming_mails_rewritten` AFTER UPDATE ON `incoming_mails` BEGIN
  DELETE FROM texts WHERE source = 'incoming_mails' AND entry = cast(new.row_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.came_at, words_apart(new.subject), words_apart(new.words));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'incoming_mails', cast(new.row_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.came_at AS at, words_apart(new.subject) AS title, words_apart(new.words) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'incoming_mails' AND entry = cast(new.row_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `incoming_mails_unwritten` AFTER DELETE ON `incoming_mails` BEGIN
  DELETE FROM texts WHERE source = 'incoming_mails' AND entry = cast(old.row_id AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `ctas_written` AFTER INSERT ON `ctas` BEGIN
  DELETE FROM texts WHERE source = 'ctas' AND entry = cast(new.cta_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.created_at, words_apart(new.title), words_apart(new.reason));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'ctas', cast(new.cta_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.created_at AS at, words_apart(new.title) AS title, words_apart(new.reason) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'ctas' AND entry = cast(new.cta_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `ctas_rewritten` AFTER UPDATE ON `ctas` BEGIN
  DELETE FROM texts WHERE source = 'ctas' AND entry = cast(new.cta_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.created_at, words_apart(new.title), words_apart(new.reason));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'ctas', cast(new.cta_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.created_at AS at, words_apart(new.title) AS title, words_apart(new.reason) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'ctas' AND entry = cast(new.cta_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `ctas_unwritten` AFTER DELETE ON `ctas` BEGIN
  DELETE FROM texts WHERE source = 'ctas' AND entry = cast(old.cta_id AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `cta_tasks_written` AFTER INSERT ON `cta_tasks` BEGIN
  DELETE FROM texts WHERE source = 'cta_tasks' AND entry = cast(new.task_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, coalesce(new.done_at, moment_of_key(new.task_id), (SELECT created_at FROM ctas WHERE cta_id = new.cta_id), 0), words_apart(new.title), '');
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'cta_tasks', cast(new.task_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT coalesce(new.done_at, moment_of_key(new.task_id), (SELECT created_at FROM ctas WHERE cta_id = new.cta_id), 0) AS at, words_apart(new.title) AS title, '' AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'cta_tasks' AND entry = cast(new.task_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `cta_tasks_rewritten` AFTER UPDATE ON `cta_tasks` BEGIN
  DELETE FROM texts WHERE source = 'cta_tasks' AND entry = cast(new.task_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, coalesce(new.done_at, moment_of_key(new.task_id), (SELECT created_at FROM ctas WHERE cta_id = new.cta_id), 0), words_apart(new.title), '');
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'cta_tasks', cast(new.task_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT coalesce(new.done_at, moment_of_key(new.task_id), (SELECT created_at FROM ctas WHERE cta_id = new.cta_id), 0) AS at, words_apart(new.title) AS title, '' AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'cta_tasks' AND entry = cast(new.task_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `cta_tasks_unwritten` AFTER DELETE ON `cta_tasks` BEGIN
  DELETE FROM texts WHERE source = 'cta_tasks' AND entry = cast(old.task_id AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `support_tickets_written` AFTER INSERT ON `support_tickets` BEGIN
  DELETE FROM texts WHERE source = 'support_tickets' AND entry = cast(new.ticket_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.opened_at, words_apart(new.subject), '');
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'support_tickets', cast(new.ticket_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.opened_at AS at, words_apart(new.subject) AS title, '' AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'support_tickets' AND entry = cast(new.ticket_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `support_tickets_rewritten` AFTER UPDATE ON `support_tickets` BEGIN
  DELETE FROM texts WHERE source = 'support_tickets' AND entry = cast(new.ticket_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.opened_at, words_apart(new.subject), '');
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'support_tickets', cast(new.ticket_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.opened_at AS at, words_apart(new.subject) AS title, '' AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'support_tickets' AND entry = cast(new.ticket_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `support_tickets_unwritten` AFTER DELETE ON `support_tickets` BEGIN
  DELETE FROM texts WHERE source = 'support_tickets' AND entry = cast(old.ticket_id AS text);
END;
--> statement-breakpoint
CREATE TRIGGER `survey_responses_written` AFTER INSERT ON `survey_responses` BEGIN
  DELETE FROM texts WHERE source = 'survey_responses' AND entry = cast(new.response_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.responded_at, '', words_apart(new.comment));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'survey_responses', cast(new.response_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.responded_at AS at, '' AS title, words_apart(new.comment) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'survey_responses' AND entry = cast(new.response_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `survey_responses_rewritten` AFTER UPDATE ON `survey_responses` BEGIN
  DELETE FROM texts WHERE source = 'survey_responses' AND entry = cast(new.response_id AS text)
    AND (organization_id, at, title, words) IS NOT (new.organization_id, new.responded_at, '', words_apart(new.comment));
  INSERT INTO texts (seq, source, entry, organization_id, at, place, title, words)
  SELECT coalesce((SELECT max(seq) + 1 FROM texts WHERE seq BETWEEN first AND first + 1048575), first),
         'survey_responses', cast(new.response_id AS text), new.organization_id, at, 'o' || new.organization_id, title, words
    FROM (SELECT at, title, words, 1048576 * min(max(at / 1000, 0), 8589934590) AS first
            FROM (SELECT new.responded_at AS at, '' AS title, words_apart(new.comment) AS words))
   WHERE title || words <> ''
     AND NOT EXISTS (SELECT 1 FROM texts WHERE source = 'survey_responses' AND entry = cast(new.response_id AS text));
END;
--> statement-breakpoint
CREATE TRIGGER `survey_responses_unwritten` AFTER DELETE ON `survey_responses` BEGIN
  DELETE FROM texts WHERE source = 'survey_responses' AND entry = cast(old.response_id AS text);
END;
--> statement-breakpoint
INSERT INTO `texts_behind` (`source`) VALUES ('notes'), ('interventions'), ('incoming_mails'), ('ctas'), ('cta_tasks'), ('support_tickets'), ('survey_responses');
