-- The words of notes, small and without marks, so that they are found as they are typed.
CREATE VIRTUAL TABLE `notes_words` USING fts5(text, content='notes', content_rowid='seq', tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE TRIGGER `notes_words_added` AFTER INSERT ON `notes` BEGIN
  INSERT INTO notes_words (rowid, text) VALUES (new.seq, new.text);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_words_removed` AFTER DELETE ON `notes` BEGIN
  INSERT INTO notes_words (notes_words, rowid, text) VALUES ('delete', old.seq, old.text);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_words_changed` AFTER UPDATE ON `notes` BEGIN
  INSERT INTO notes_words (notes_words, rowid, text) VALUES ('delete', old.seq, old.text);
  INSERT INTO notes_words (rowid, text) VALUES (new.seq, new.text);
END;
--> statement-breakpoint
UPDATE `score_overrides` SET `taken_back_at` = `withdrawn_at`;
