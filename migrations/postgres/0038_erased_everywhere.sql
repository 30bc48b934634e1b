-- Who is erased is told of in no column and in no way of writing: ids of the company's systems, words of lists, names of own
-- fields, the audit's details; letters with escapes, of double width, or with characters in between that nobody sees.
SET LOCAL ROLE cs_owner;

-- Keyed digests of ids that told of somebody. Each has become another id, the same wherever it stood, which is made of its digest.
CREATE TABLE customer_success.erasure_ids (digest bytea PRIMARY KEY);
ALTER TABLE customer_success.erasure_ids ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON customer_success.erasure_ids TO cs_owner USING (true) WITH CHECK (true);

CREATE FUNCTION customer_success.id_digest(id text) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT customer_success.keyed_digest(convert_to('known as/' || id, 'UTF8')) $$;

CREATE FUNCTION customer_success.erased_id(id text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS
$$ SELECT 'erased-' || left(encode(customer_success.id_digest(id), 'hex'), 16) $$;

CREATE FUNCTION customer_success.has_erased_ids() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT EXISTS (SELECT FROM customer_success.erasure_ids) $$;

-- The id by which a thing is known, for the one that a file has.
CREATE FUNCTION customer_success.kept_id(id text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM customer_success.erasure_ids e WHERE e.digest = customer_success.id_digest(id))
              THEN customer_success.erased_id(id) ELSE id END
$$;
GRANT EXECUTE ON FUNCTION customer_success.has_erased_ids(), customer_success.kept_id(text) TO cs_loader;

-- Whether a text may be written plainer: letters beyond ASCII, or escapes of addresses or of HTML.
CREATE FUNCTION customer_success.may_be_plainer(said text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS
$$ SELECT said ~ '[^[:ascii:]]|%[0-9A-Fa-f]{2}|&[#A-Za-z]' $$;

-- What an escape of an address (%C3%AB, one or some in a row) or of HTML (&#235;) means; the escape itself where it means nothing.
-- What means something in JSON or HTML never comes about by it.
CREATE FUNCTION customer_success.meant_by(escaped text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  means text;
BEGIN
  IF escaped LIKE '\%%' THEN
    means := convert_from(decode(replace(escaped, '%', ''), 'hex'), 'UTF8');
    RETURN regexp_replace(means, '[[:cntrl:]<>&"''\\]', ' ', 'g');
  END IF;
  means := chr(CASE WHEN escaped ~ '^&#[xX]' THEN ('x' || lpad(substr(escaped, 4, length(escaped) - 4), 8, '0'))::bit(32)::int
                    ELSE substr(escaped, 3, length(escaped) - 3)::int END);
  RETURN CASE WHEN means ~ '[[:cntrl:]<>&"''\\]' THEN escaped ELSE means END;
EXCEPTION
  WHEN data_exception OR program_limit_exceeded THEN
    RETURN escaped;
END
$$;

-- The same words as people read them: letters of one form, no characters that nobody sees, no escapes.
CREATE FUNCTION customer_success.plain_text(said text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  plain text := said;
  escaped record;
BEGIN
  IF said IS NULL OR NOT customer_success.knows_letters() OR NOT customer_success.may_be_plainer(said) THEN
    RETURN said;
  END IF;
  IF plain ~ '%[0-9A-Fa-f]{2}|&#' THEN
    plain := (
      SELECT string_agg(CASE WHEN length(m[1]) > 2 AND m[1] ~ '^(%|&#)' THEN customer_success.meant_by(m[1]) ELSE m[1] END, '' ORDER BY n)
        FROM regexp_matches(plain, '((?:%[0-9A-Fa-f]{2})+|&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});|[^%&]+|[%&])', 'g')
             WITH ORDINALITY x (m, n));
  END IF;
  -- Letters by number: a database of another encoding must be able to read this.
  IF position('&' IN plain) > 0 THEN
    plain := replace(replace(plain, '&nbsp;', ' '), '&commat;', '@');
    plain := replace(replace(replace(plain, '&period;', '.'), '&shy;', ''), '&szlig;', chr(223));
    plain := replace(replace(replace(replace(plain, '&oslash;', chr(248)), '&Oslash;', chr(216)), '&aelig;', chr(230)), '&AElig;', chr(198));
    FOR escaped IN SELECT * FROM (VALUES ('uml', 776), ('acute', 769), ('grave', 768), ('circ', 770),
      ('tilde', 771), ('ring', 778), ('cedil', 807), ('caron', 780)) x (mark, sign) LOOP
      plain := regexp_replace(plain, '&([A-Za-z])' || escaped.mark || ';', '\1' || chr(escaped.sign), 'g');
    END LOOP;
  END IF;
  -- Hyphens that show at the end of a line alone, joiners, marks of direction.
  plain := translate(plain, (SELECT string_agg(chr(code), '') FROM unnest(
    ARRAY[173, 847, 1564, 6158, 8203, 8204, 8205, 8206, 8207, 8234, 8235, 8236, 8237, 8238, 8288, 8289, 8290, 8291, 8292, 65279]) code), '');
  -- Wide forms of what means something in JSON and HTML would become it.
  RETURN normalize(translate(plain, (SELECT string_agg(chr(code), '') FROM unnest(
    ARRAY[65282, 65287, 65340, 65128, 65308, 65310, 65124, 65125, 65286, 65120]) code), repeat(' ', 10)), NFKC);
END
$$;

-- A text about an account (null: about none) without those who were erased. of_list: it is a word of a list, or about no
-- account, where a single word is nobody's name.
DROP FUNCTION customer_success.without_erased(int, text);
CREATE FUNCTION customer_success.without_erased(account int, said text, of_list boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  becomes text := customer_success.without_told(account, said, of_list);
  plain text;
  spoken text;
BEGIN
  IF customer_success.may_be_plainer(becomes) THEN
    plain := customer_success.plain_text(becomes);
    spoken := customer_success.without_told(account, plain, of_list);
    IF spoken <> plain THEN
      RETURN spoken;
    END IF;
  END IF;
  RETURN becomes;
END
$$;

CREATE FUNCTION customer_success.without_told(account int, said text, of_list boolean) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known record;
  spoken text[];
  part text[];
  pattern text;
  replaced text[] := '{}';
  becomes text := said;
BEGIN
  FOR known IN
    SELECT w.words, w.exact_case, array_agg(w.digest) AS digests FROM customer_success.erasure_words w
     WHERE CASE WHEN w.organization_id IS NULL THEN position('@' IN said) > 0
                ELSE (account IS NULL OR w.organization_id = account) AND (w.words > 1 OR NOT (of_list OR account IS NULL)) END
     GROUP BY 1, 2 ORDER BY 1 DESC
  LOOP
    spoken := coalesce(spoken, customer_success.words_of(said));
    FOR i IN 1 .. cardinality(spoken) - known.words + 1 LOOP
      part := spoken[i : i + known.words - 1];
      IF customer_success.words_digest(part, known.exact_case) = ANY (known.digests) THEN
        pattern := '((?<![[:alnum:]])|(?<=\\[nrtbf]))' || array_to_string(part, '(\\[nrtbf]|[^[:alnum:]])+') || '(?![[:alnum:]])';
        CONTINUE WHEN pattern = ANY (replaced);
        becomes := regexp_replace(becomes, pattern, 'Erased contact', 'g');
        replaced := replaced || pattern;
      END IF;
    END LOOP;
  END LOOP;
  RETURN becomes;
END
$$;

-- Arguments of the trigger: columns of texts; of those with a minus before them, a single word is a list's. Those of somebody
-- who was erased say nothing, others don't name them.
CREATE OR REPLACE FUNCTION customer_success.keep_texts_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r jsonb;
  argument text;
  field text;
  becomes text;
  of_erased boolean;
BEGIN
  IF NOT customer_success.has_erasures() THEN
    RETURN NEW;
  END IF;
  r := to_jsonb(NEW);
  of_erased := TG_TABLE_NAME <> 'users' AND EXISTS (
    SELECT FROM customer_success.erasures e
     WHERE e.user_id IN ((r ->> 'user_id')::int, (r ->> 'unlisted_user_id')::int));
  FOREACH argument IN ARRAY TG_ARGV LOOP
    field := ltrim(argument, '-');
    CONTINUE WHEN r ->> field IS NULL OR r ->> field = '';
    becomes := CASE
      WHEN NOT of_erased OR argument <> field
        THEN customer_success.without_erased((r ->> 'organization_id')::int, r ->> field, argument <> field)
      WHEN TG_TABLE_NAME = 'support_tickets' THEN ''
      WHEN TG_TABLE_NAME = 'notes' THEN 'Erased on request.' END;
    IF becomes IS DISTINCT FROM r ->> field THEN
      NEW := jsonb_populate_record(NEW, jsonb_build_object(
        field, CASE jsonb_typeof(r -> field) WHEN 'string' THEN to_jsonb(becomes) ELSE becomes::jsonb END));
    END IF;
  END LOOP;
  RETURN NEW;
END
$$;
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
    ('organizations', '''name'', ''attributes'', ''-segment'', ''-industry'', ''-country'', ''-timezone'''),
    ('users', '''title'', ''attributes'''),
    ('features', '''name'', ''-category'''),
    ('attribute_definitions', '''name'', ''label'', ''choices'''),
    ('subscriptions', '''-product'', ''-unit'''),
    ('set_aside_rows', '''reason'', ''key'''),
    ('saved_views', '''name'', ''view'''),
    ('score_configurations', '''config'', ''note'''),
    ('brand_settings', '''brand'''),
    ('email_template_versions', '''subject'', ''preheader'', ''mjml'', ''html''')) AS x (name, fields)
  LOOP
    EXECUTE format(
      'DROP TRIGGER IF EXISTS keep_texts_erased ON customer_success.%1$I;
       CREATE TRIGGER keep_texts_erased BEFORE INSERT OR UPDATE ON customer_success.%1$I
         FOR EACH ROW EXECUTE FUNCTION customer_success.keep_texts_erased(%2$s)', t.name, t.fields);
  END LOOP;
END
$$;

-- An id that comes later and tells of somebody becomes another, too. Arguments of the trigger: columns of ids.
CREATE FUNCTION customer_success.keep_ids_erased() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r jsonb;
  field text;
  id text;
BEGIN
  IF NOT customer_success.has_erasures() THEN
    RETURN NEW;
  END IF;
  r := to_jsonb(NEW);
  FOREACH field IN ARRAY TG_ARGV LOOP
    id := r ->> field;
    CONTINUE WHEN id IS NULL OR id ~ '^erased-[0-9a-f]+$';
    IF customer_success.kept_id(id) = id THEN
      CONTINUE WHEN customer_success.without_erased((r ->> 'organization_id')::int, id, true) = id;
      -- One that is an address as a whole, of a contact, is that contact's.
      CONTINUE WHEN TG_TABLE_NAME IN ('users', 'unlisted_users', 'merged_contacts', 'merged_counts')
        AND id ~ '^[^@[:space:]]+@[^@[:space:]]+[.][[:alpha:]]+$'
        AND customer_success.without_erased(NULL, id, true) <> 'Erased contact';
      INSERT INTO customer_success.erasure_ids VALUES (customer_success.id_digest(id)) ON CONFLICT DO NOTHING;
    END IF;
    NEW := jsonb_populate_record(NEW, jsonb_build_object(field, customer_success.erased_id(id)));
  END LOOP;
  RETURN NEW;
END
$$;
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
    ('organizations', '''external_id'', ''parent_external_id'''), ('users', '''external_id'''), ('unlisted_users', '''external_id'''),
    ('merged_accounts', '''external_id'''), ('merged_contacts', '''external_id'''),
    ('merged_counts', '''given_organization'', ''given_user'''), ('features', '''external_id'''),
    ('subscriptions', '''external_id'''), ('support_tickets', '''external_id'''), ('survey_responses', '''external_id'''),
    ('intervention_history', '''external_id''')) AS x (name, fields)
  LOOP
    EXECUTE format(
      'CREATE TRIGGER keep_ids_erased BEFORE INSERT OR UPDATE ON customer_success.%1$I
         FOR EACH ROW EXECUTE FUNCTION customer_success.keep_ids_erased(%2$s)', t.name, t.fields);
  END LOOP;
END
$$;
-- Of events there are many: those ids alone are looked at that have an address in them.
CREATE TRIGGER keep_ids_erased BEFORE INSERT OR UPDATE ON customer_success.activity_events
  FOR EACH ROW WHEN (NEW.source_id LIKE '%@%') EXECUTE FUNCTION customer_success.keep_ids_erased('source_id');

-- Details of the audit stand in the hash of their row. Where they told of somebody, the hash stays, the details are written
-- anew, and a digest that this database alone can make holds the two together. The erasure's own row of the audit names each, so
-- that nothing is written anew without a trace.
ALTER TABLE customer_success.audit_log ADD COLUMN rewritten bytea;

CREATE FUNCTION customer_success.rewriting_digest(r customer_success.audit_log) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT customer_success.keyed_digest(convert_to(jsonb_build_array(
    'rewritten', r.chain, r.number, (extract(epoch FROM r.at) * 1000000)::bigint, r.login, r.role, r.address, r.machine, r.app, r.kind,
    r.op_id, r.outcome, r.details, encode(r.personal_digest, 'hex'), encode(r.previous, 'hex'), encode(r.hash, 'hex'))::text, 'UTF8'))
$$;

-- Rows are added, never changed or removed; but what people wrote may be erased, of which the digest stays.
CREATE OR REPLACE FUNCTION customer_success.keep_audit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.personal IS NULL AND to_jsonb(NEW) - 'personal' = to_jsonb(OLD) - 'personal' THEN
      RETURN NEW;
    END IF;
    IF (NEW.personal IS NULL OR NEW.personal = OLD.personal)
       AND to_jsonb(NEW) - '{personal,details,rewritten}'::text[] = to_jsonb(OLD) - '{personal,details,rewritten}'::text[]
       AND NEW.rewritten = customer_success.rewriting_digest(NEW) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit is added to, and changed in no other way' USING ERRCODE = 'insufficient_privilege',
    HINT = 'What a person wrote may be erased: UPDATE … SET personal = NULL.';
END
$$;

-- Every row that doesn't fit its chain, of the chains from one to another: a long audit is verified piece by piece.
-- remembered: [{"chain", "number", "hash" (hex)}], heads that somebody kept.
--   edited   what the row says is not what it said, but for what an erasure wrote anew and said so
--   removed  rows before it are gone
--   forked   it doesn't follow the row before it, or isn't the one that is remembered
--   cut      rows after it are gone: the head, or somebody, remembers more
-- What came before a chain was anchored anew is accepted.
CREATE OR REPLACE FUNCTION customer_success.find_audit_problems(remembered jsonb, first_chain int DEFAULT -2147483648,
  last_chain int DEFAULT 2147483647)
RETURNS TABLE (chain int, number bigint, problem text, accepted boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  WITH linked AS (
    SELECT l.chain, l.number, l.hash, l.previous, lag(l.number) OVER w AS number_before, lag(l.hash) OVER w AS hash_before,
           CASE WHEN l.rewritten IS NULL THEN l.hash <> customer_success.audit_hash(l)
                ELSE l.rewritten <> customer_success.rewriting_digest(l) OR NOT EXISTS (
                  SELECT FROM customer_success.audit_log e
                   WHERE e.chain = 0 AND e.kind = 'erasure' AND e.rewritten IS NULL
                     AND e.details -> 'rewritten' @> jsonb_build_array(jsonb_build_array(l.chain, l.number))) END
           OR coalesce(l.personal_digest <> customer_success.keyed_digest(convert_to(l.personal::text, 'UTF8')), false)
           OR (l.personal IS NOT NULL AND l.personal_digest IS NULL) AS edited
      FROM customer_success.audit_log l
     WHERE l.chain BETWEEN first_chain AND last_chain
    WINDOW w AS (PARTITION BY l.chain ORDER BY l.number)
  ), ends AS (
    SELECT l.chain, max(l.number) AS number, max(l.number) FILTER (WHERE l.kind = 're-anchor') AS anchor
      FROM customer_success.audit_log l WHERE l.chain BETWEEN first_chain AND last_chain GROUP BY 1
  ), kept AS (
    SELECT h.chain, h.number, h.hash FROM customer_success.audit_heads h
     WHERE h.chain BETWEEN first_chain AND last_chain
     UNION ALL
    SELECT r.chain, r.number, decode(r.hash, 'hex')
      FROM jsonb_to_recordset(remembered) AS r (chain int, number bigint, hash text)
     WHERE r.number > 0 AND r.chain BETWEEN first_chain AND last_chain
  ), found AS (
    SELECT l.chain, l.number, 'edited' AS problem FROM linked l WHERE l.edited
     UNION ALL
    SELECT l.chain, l.number, 'removed' FROM linked l WHERE l.number <> coalesce(l.number_before, 0) + 1
     UNION ALL
    SELECT l.chain, l.number, 'forked' FROM linked l
     WHERE l.number = coalesce(l.number_before, 0) + 1 AND l.previous IS DISTINCT FROM l.hash_before
     UNION ALL
    SELECT k.chain, coalesce(e.number, 0), 'cut' FROM kept k LEFT JOIN ends e ON e.chain = k.chain
     WHERE k.number > coalesce(e.number, 0)
     UNION ALL
    SELECT k.chain, l.number, 'forked' FROM kept k JOIN linked l ON l.chain = k.chain AND l.number = k.number
     WHERE l.hash IS DISTINCT FROM k.hash
     UNION ALL
    SELECT e.chain, e.number, CASE WHEN h.chain IS NULL THEN 'cut' ELSE 'forked' END
      FROM ends e LEFT JOIN customer_success.audit_heads h ON h.chain = e.chain
     WHERE h.chain IS NULL OR h.number < e.number
  )
  SELECT f.chain, f.number, f.problem, bool_and(coalesce(f.number <= e.anchor, false))
    FROM found f LEFT JOIN ends e ON e.chain = f.chain GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
$$;

-- As before; nor do the details of what comes later tell of anybody who was erased: the row isn't in the chain yet.
CREATE OR REPLACE FUNCTION customer_success.write_audit(which int, kind text, details jsonb, personal jsonb, sender jsonb DEFAULT '{}',
  op_id uuid DEFAULT NULL, outcome text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head customer_success.audit_heads := customer_success.hold_chain(which);
  r customer_success.audit_log;
BEGIN
  r.chain := which;
  r.number := head.number + 1;
  r.at := clock_timestamp();
  r.login := session_user;
  r.role := customer_success.my_role();
  r.address := coalesce(host(inet_client_addr()), 'this machine');
  r.machine := sender ->> 'machine';
  r.app := sender ->> 'app';
  r.kind := kind;
  r.op_id := op_id;
  r.outcome := outcome;
  r.details := CASE WHEN customer_success.has_erasures()
                    THEN customer_success.without_erased(nullif(greatest(which, 0), 0), details::text, true)::jsonb
                    ELSE details END;
  r.personal := personal;
  r.personal_digest := customer_success.keyed_digest(convert_to(personal::text, 'UTF8'));
  r.previous := head.hash;
  r.hash := customer_success.audit_hash(r);
  INSERT INTO customer_success.audit_log VALUES (r.*);
  UPDATE customer_success.audit_heads SET number = r.number, hash = r.hash, xid = pg_current_xact_id() WHERE chain = which;
END
$$;

-- Desktops that were away name accounts and contacts by the ids of before.
CREATE OR REPLACE FUNCTION customer_success.account_named(wanted text) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT organization_id FROM customer_success.organizations WHERE external_id IN (wanted, customer_success.kept_id(wanted))
   UNION ALL
  SELECT organization_id FROM customer_success.merged_accounts WHERE external_id IN (wanted, customer_success.kept_id(wanted))
   LIMIT 1
$$;
CREATE OR REPLACE FUNCTION customer_success.contact_named(account int, wanted text) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT user_id FROM customer_success.users
   WHERE organization_id = account
     AND external_id IN (wanted, customer_success.kept_id(wanted), customer_success.erased_contact(account, wanted))
   UNION ALL
  SELECT user_id FROM customer_success.merged_contacts
   WHERE organization_id = account AND external_id IN (wanted, customer_success.kept_id(wanted))
   LIMIT 1
$$;
