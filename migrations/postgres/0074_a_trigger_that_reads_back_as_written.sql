-- PostgreSQL writes a comparison of rows out in another way than it reads it back, so that the doctor found this trigger changed
-- once it had made it anew. It is the same, part by part.
SET LOCAL ROLE cs_owner;

DROP TRIGGER let_count_again ON customer_success.milestone_definitions;
CREATE TRIGGER let_count_again AFTER UPDATE OF definition ON customer_success.milestone_definitions FOR EACH ROW
  WHEN (OLD.definition -> 'completion' IS DISTINCT FROM NEW.definition -> 'completion'
        OR OLD.definition -> 'prerequisites' IS DISTINCT FROM NEW.definition -> 'prerequisites'
        OR OLD.definition -> 'audience' IS DISTINCT FROM NEW.definition -> 'audience')
  EXECUTE FUNCTION customer_success.let_count_again();
