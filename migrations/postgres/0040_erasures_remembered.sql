-- A dump of before an erasure may be restored. Whoever was erased is remembered outside of the database, too: by desktops and in
-- certificates, as keyed digests under a seal that this company alone can make. What they bring is in force again at once.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.erasures
  -- By which one is known wherever it is remembered; numbers may be given again.
  ADD COLUMN uid uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  -- Keyed digest of the company's own id of the contact, also where that said nothing of whom.
  ADD COLUMN known_as bytea,
  -- Texts called the contact by names besides those of the list: desktops can't tell them, and forget more.
  ADD COLUMN by_hand boolean NOT NULL DEFAULT false,
  -- When somebody told of it after it had been forgotten here.
  ADD COLUMN recalled_at timestamptz;
CREATE INDEX erasures_by_known_as ON customer_success.erasures (organization_id, known_as);

-- What is remembered of an erasure elsewhere.
CREATE FUNCTION customer_success.erasure_memory(e customer_success.erasures) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('uid', e.uid, 'number', e.erasure_id, 'account', e.organization_id, 'contact', e.user_id,
    'email', encode(e.email_digest, 'hex'), 'id', encode(e.id_digest, 'hex'), 'known_as', encode(e.known_as, 'hex'),
    'login', e.login, 'at', to_json(e.erased_at), 'by_hand', e.by_hand,
    'words', (SELECT coalesce(jsonb_agg(jsonb_build_object('account', w.organization_id, 'words', w.words, 'exact', w.exact_case,
                       'digest', encode(w.digest, 'hex')) ORDER BY w.digest, w.organization_id), '[]')
                FROM customer_success.erasure_words w WHERE w.erasure_id = e.erasure_id))
$$;

CREATE FUNCTION customer_success.memory_seal(memory jsonb) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(customer_success.keyed_digest(convert_to('remembered/' || memory::text, 'UTF8')), 'hex')
$$;

-- Changes where any is forgotten or comes to be known.
CREATE FUNCTION customer_success.erasures_known() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN customer_success.is_member()
              THEN count(*) || ' ' || encode(sha256(convert_to(coalesce(string_agg(e.uid::text || e.user_id, ' ' ORDER BY e.uid), ''), 'UTF8')), 'hex') END
    FROM customer_success.erasures e
$$;

-- What a desktop has to erase from its copy, and to remember: numbers, of whatever account, for it may have had that before.
CREATE FUNCTION customer_success.remember_erasures()
RETURNS TABLE (erasure_id int, organization_id int, user_id int, by_hand boolean, uid uuid, memory text, seal text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.erasure_id, e.organization_id, e.user_id, e.by_hand, e.uid, m.memory::text, customer_success.memory_seal(m.memory)
    FROM customer_success.erasures e, LATERAL (SELECT customer_success.erasure_memory(e) AS memory) m
   WHERE customer_success.is_member() ORDER BY 1
$$;

-- Whether a contact is the one that an erasure is remembered of: by its address, its id or its name.
CREATE FUNCTION customer_success.is_remembered_contact(contact customer_success.users, memory jsonb) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT contact.erased_at IS NOT NULL AND contact.organization_id = (memory ->> 'account')::int
      OR coalesce(encode(customer_success.erasure_digest('email', contact.email), 'hex') = memory ->> 'email', false)
      OR (contact.organization_id = (memory ->> 'account')::int AND (
           coalesce(encode(customer_success.id_digest(contact.external_id), 'hex') = memory ->> 'known_as', false)
           OR EXISTS (SELECT FROM jsonb_array_elements(memory -> 'words') w
                       WHERE w ->> 'digest' = encode(customer_success.words_digest(
                         customer_success.words_of(contact.name), (w ->> 'exact')::boolean), 'hex'))))
$$;

-- Takes up what somebody remembers: [{"memory", "seal"}], as it was given out. What isn't sealed by this company, or is known, is
-- passed over. Returns how many were taken up.
CREATE FUNCTION customer_success.recall_erasures(remembered jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  sealed jsonb[];
  m jsonb;
  taken int := 0;
  number int;
  contact int;
  owner customer_success.users;
  unlisted customer_success.unlisted_users;
BEGIN
  IF NOT (customer_success.is_member() OR pg_has_role(session_user, 'cs_owner', 'MEMBER'))
     OR jsonb_typeof(remembered) IS DISTINCT FROM 'array' OR octet_length(remembered::text) > 4000000 THEN
    RETURN 0;
  END IF;
  sealed := ARRAY(
    SELECT r.memory FROM (SELECT DISTINCT (e ->> 'memory')::jsonb AS memory, e ->> 'seal' AS seal
                            FROM jsonb_array_elements(remembered) e WHERE jsonb_typeof(e -> 'memory') = 'string') r
     WHERE r.seal = customer_success.memory_seal(r.memory) ORDER BY r.memory -> 'number');
  IF cardinality(sealed) = 0 THEN
    RETURN 0;
  END IF;
  LOCK TABLE customer_success.erasures IN SHARE ROW EXCLUSIVE MODE;
  FOREACH m IN ARRAY sealed LOOP
    CONTINUE WHEN EXISTS (SELECT FROM customer_success.erasures k WHERE k.uid = (m ->> 'uid')::uuid);
    contact := (m ->> 'contact')::int;
    -- The number of a contact whom the dump doesn't have is given to nobody else; one that was given already is somebody else's.
    PERFORM setval('customer_success.users_user_id_seq', greatest(s.last_value, abs(contact)))
       FROM customer_success.users_user_id_seq s;
    SELECT u.* INTO owner FROM customer_success.users u WHERE u.user_id = contact;
    IF FOUND THEN
      IF NOT customer_success.is_remembered_contact(owner, m) THEN
        contact := -contact;
      END IF;
    ELSE
      SELECT x.* INTO unlisted FROM customer_success.unlisted_users x WHERE x.user_id = contact;
      IF FOUND AND NOT (unlisted.organization_id = (m ->> 'account')::int AND (unlisted.external_id LIKE 'erased-%'
           OR encode(customer_success.id_digest(unlisted.external_id), 'hex') = coalesce(m ->> 'known_as', ''))) THEN
        contact := -contact;
      END IF;
    END IF;
    SELECT CASE WHEN EXISTS (SELECT FROM customer_success.erasures k WHERE k.erasure_id = (m ->> 'number')::int)
                THEN (SELECT max(k.erasure_id) + 1 FROM customer_success.erasures k) ELSE (m ->> 'number')::int END INTO number;
    INSERT INTO customer_success.erasures
      (erasure_id, organization_id, user_id, email_digest, id_digest, known_as, login, erased_at, removed, uid, by_hand, recalled_at)
    VALUES (number, (m ->> 'account')::int, contact, decode(m ->> 'email', 'hex'), decode(m ->> 'id', 'hex'),
            decode(m ->> 'known_as', 'hex'), m ->> 'login', (m ->> 'at')::timestamptz, '{}', (m ->> 'uid')::uuid,
            coalesce((m ->> 'by_hand')::boolean, false), clock_timestamp());
    INSERT INTO customer_success.erasure_words (erasure_id, organization_id, words, exact_case, digest)
    SELECT number, (w ->> 'account')::int, (w ->> 'words')::int, (w ->> 'exact')::boolean, decode(w ->> 'digest', 'hex')
      FROM jsonb_array_elements(m -> 'words') w;
    taken := taken + 1;
  END LOOP;
  IF taken > 0 THEN
    PERFORM setval(pg_get_serial_sequence('customer_success.erasures', 'erasure_id'),
                   (SELECT max(k.erasure_id) FROM customer_success.erasures k));
    PERFORM customer_success.write_audit(0, 'erasure.recall', jsonb_build_object('erasures', taken), NULL);
  END IF;
  RETURN taken;
EXCEPTION
  WHEN lock_not_available OR data_exception OR program_limit_exceeded THEN
    RETURN 0;
END
$$;
GRANT EXECUTE ON FUNCTION customer_success.erasures_known(), customer_success.remember_erasures(),
  customer_success.recall_erasures(jsonb) TO cs_viewer;

-- As before; nor anybody whose id is remembered, though the contact is not here.
CREATE OR REPLACE FUNCTION customer_success.is_erased(account int, id text, email text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM customer_success.users u
                  WHERE u.organization_id = account AND u.external_id = id AND u.erased_at IS NOT NULL)
      OR EXISTS (SELECT FROM customer_success.erasures e WHERE e.email_digest = customer_success.erasure_digest('email', email))
      OR EXISTS (SELECT FROM customer_success.erasures e
                  WHERE e.organization_id = account AND e.known_as = customer_success.id_digest(id))
      OR customer_success.erased_contact(account, id) IS NOT NULL
$$;

-- Contacts whom the company erased and who are here by name again.
CREATE FUNCTION customer_success.erased_and_back() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT u.user_id FROM customer_success.users u
   WHERE u.erased_at IS NULL AND pg_has_role(session_user, 'cs_owner', 'MEMBER') AND (
     u.user_id IN (SELECT e.user_id FROM customer_success.erasures e)
     OR ((SELECT bool_or(e.recalled_at IS NOT NULL) FROM customer_success.erasures e) AND (
       customer_success.erasure_digest('email', u.email) IN (SELECT e.email_digest FROM customer_success.erasures e)
       OR (u.organization_id, customer_success.id_digest(u.external_id)) IN (
            SELECT e.organization_id, e.known_as FROM customer_success.erasures e WHERE e.known_as IS NOT NULL))))
   ORDER BY 1
$$;

-- As before; and a decision that its desktop has rid of somebody who was erased since is the one that was made.
CREATE OR REPLACE FUNCTION customer_success.is_same_decision(stored customer_success.operations, body jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_typeof(body -> 'base_version') = 'number' AND EXISTS (
    SELECT FROM generate_series(0, least(coalesce((stored.answer ->> 'version')::int, 20), 100)) AS version
     WHERE customer_success.content_of(jsonb_set(body, '{base_version}', to_jsonb(version))) = stored.content)
    OR (customer_success.has_erasures() AND body ->> 'kind' = stored.kind
        AND stored.entry::text IS NOT DISTINCT FROM lower(body ->> 'entry')
        AND concat(body -> 'patch', body -> 'account') ~ 'Erased contact|Erased on request|erased-')
$$;
