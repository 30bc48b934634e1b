-- Redemptions of many accounts go side by side. Whoever redeemed an item held its row to the end of the call, so that all who took
-- the same item stood in one line. Only what has a stock needs that: how many of it are taken is counted. Of the rest nothing is
-- counted, and its row is shared, so that nobody changes the item meanwhile.
SET LOCAL ROLE cs_owner;

UPDATE customer_success.rewards_catalog i SET taken = 0 WHERE i.stock IS NULL AND i.taken <> 0;

-- A call holds the items that it is about after its accounts, in one order, so that two calls can't block each other: for itself what
-- has a stock, or is changed; shared with others the rest.
CREATE OR REPLACE FUNCTION customer_success.hold_items(operations jsonb[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked uuid[] := ARRAY(
    SELECT CASE WHEN x ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN x::uuid END
      FROM unnest(operations) o, LATERAL unnest(ARRAY[lower(o -> 'patch' ->> 'item'), lower(o ->> 'entry')]) x
     WHERE o ->> 'kind' LIKE 'reward.%' AND customer_success.is_at_least('manager'));
  edited text[] := ARRAY(SELECT lower(o ->> 'entry') FROM unnest(operations) o WHERE o ->> 'kind' = 'reward.item');
  i record;
BEGIN
  FOR i IN
    SELECT c.row_id, c.stock IS NULL AND c.item_id::text <> ALL (edited) AS is_shared
      FROM customer_success.rewards_catalog c
     WHERE c.item_id = ANY (asked) OR c.item_id IN (
             SELECT r.item_id FROM customer_success.user_rewards r WHERE r.reward_id = ANY (asked))
     ORDER BY c.row_id
  LOOP
    IF i.is_shared THEN
      PERFORM FROM customer_success.rewards_catalog c WHERE c.row_id = i.row_id FOR SHARE;
    ELSE
      PERFORM FROM customer_success.rewards_catalog c WHERE c.row_id = i.row_id FOR UPDATE;
    END IF;
  END LOOP;
END
$$;

DO $do$
DECLARE
  change record;
  was text;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    -- It is held by the call already; of one that came to have a stock since, as well.
    ('op_reward_redeem(customer_success.operations, jsonb)',
     $of$   WHERE i.item_id::text = lower(customer_success.text_of(patch, 'item', 36)) FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM customer_success.refuse('gone');
  END IF;$of$,
     $of$   WHERE i.item_id::text = lower(customer_success.text_of(patch, 'item', 36)) FOR SHARE;
  IF NOT FOUND THEN
    PERFORM customer_success.refuse('gone');
  ELSIF item.stock IS NOT NULL THEN
    SELECT i.* INTO item FROM customer_success.rewards_catalog i WHERE i.row_id = item.row_id FOR UPDATE;
  END IF;$of$),
    ('op_reward_redeem(customer_success.operations, jsonb)',
     $of$SET taken = i.taken + 1 WHERE i.row_id = item.row_id;$of$,
     $of$SET taken = i.taken + 1 WHERE i.row_id = item.row_id AND i.stock IS NOT NULL;$of$),
    ('give_back(customer_success.user_rewards, text)',
     $of$SET taken = i.taken - 1 WHERE i.item_id = reward.item_id;$of$,
     $of$SET taken = i.taken - 1 WHERE i.item_id = reward.item_id AND i.stock IS NOT NULL;$of$),
    -- What comes to have a stock begins with what is out of it already.
    ('op_reward_item(customer_success.operations, jsonb)',
     $of$  IF becomes.last_day < becomes.from_day THEN$of$,
     $of$  becomes.taken := CASE WHEN becomes.stock IS NULL THEN 0 WHEN item.stock IS NOT NULL THEN item.taken ELSE (
    SELECT count(*) FROM customer_success.user_rewards r WHERE r.item_id = item.item_id AND r.stage IN ('proposed', 'approved')) END;
  IF becomes.last_day < becomes.from_day THEN$of$),
    ('op_reward_item(customer_success.operations, jsonb)',
     $of$  ELSIF becomes.stock < item.taken THEN$of$, $of$  ELSIF becomes.stock < becomes.taken THEN$of$),
    ('op_reward_item(customer_success.operations, jsonb)',
     $of$so many are given or reserved', item.taken));$of$, $of$so many are given or reserved', becomes.taken));$of$),
    ('op_reward_item(customer_success.operations, jsonb)',
     $of$stock = becomes.stock, tier$of$,
     $of$stock = becomes.stock, taken = becomes.taken, tier$of$)
  ) AS x (name, old, new) LOOP
    was := pg_get_functiondef(('customer_success.' || change.name)::regprocedure);
    IF position(change.old IN was) = 0 THEN
      RAISE EXCEPTION '% is not as it was made', change.name;
    END IF;
    EXECUTE replace(was, change.old, change.new);
  END LOOP;
END
$do$;

-- What most tables have for a key is written out, so that its plan is made once a session and not for every row that anybody decides.
CREATE OR REPLACE FUNCTION customer_success.log_row_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  key text := TG_ARGV[0];
  kind text := TG_ARGV[1];
  before text := CASE WHEN TG_OP <> 'INSERT' THEN 'removed' ELSE '(SELECT * FROM added LIMIT 0)' END;
  after text := CASE WHEN TG_OP <> 'DELETE' THEN 'added' ELSE '(SELECT * FROM removed LIMIT 0)' END;
BEGIN
  IF kind = 'of organization' AND key = 'row_id' THEN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
      SELECT TG_TABLE_NAME, a.row_id, a.organization_id, o.owner_id, o.owner_id
        FROM added a LEFT JOIN customer_success.organizations o USING (organization_id);
    ELSIF TG_OP = 'DELETE' THEN
      INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
      SELECT TG_TABLE_NAME, b.row_id, b.organization_id, o.owner_id, o.owner_id
        FROM removed b LEFT JOIN customer_success.organizations o USING (organization_id);
    ELSE
      INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
      SELECT TG_TABLE_NAME, c.row_id, c.organization_id, o.owner_id, o.owner_id
        FROM (SELECT b.row_id, b.organization_id FROM removed b UNION SELECT a.row_id, a.organization_id FROM added a) c
        LEFT JOIN customer_success.organizations o USING (organization_id);
    END IF;
  ELSIF kind = 'organization' THEN
    EXECUTE format(
      'INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
       SELECT %L, organization_id, organization_id, b.owner_id, a.owner_id
         FROM %s b FULL JOIN %s a USING (organization_id)', TG_TABLE_NAME, before, after);
  ELSIF kind = 'of organization' THEN
    EXECUTE format(
      'INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
       SELECT %L, c.pk, c.organization_id, o.owner_id, o.owner_id
         FROM (SELECT %I AS pk, organization_id FROM %s b UNION SELECT %I, organization_id FROM %s a) c
         LEFT JOIN customer_success.organizations o USING (organization_id)', TG_TABLE_NAME, key, before, key, after);
  ELSE
    EXECUTE format(
      'INSERT INTO customer_success.sync_log (table_name, pk) SELECT %L, %I FROM %s b UNION SELECT %L, %I FROM %s a',
      TG_TABLE_NAME, key, before, TG_TABLE_NAME, key, after);
  END IF;
  RETURN NULL;
END
$$;

-- The sums beside the ledger are shown to nobody: a row in which they alone changed is no news for desktops, which add up the ledger.
CREATE FUNCTION customer_success.log_reward_accounts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO customer_success.sync_log (table_name, pk, organization_id, old_scope, new_scope)
  SELECT TG_TABLE_NAME, c.organization_id, c.organization_id, o.owner_id, o.owner_id
    FROM (SELECT organization_id FROM removed b FULL JOIN added a USING (organization_id)
           WHERE (b.tier, b.tier_day, b.tier_last_day, b.consent_day, b.consent_note, b.consent_by, b.left_out)
                 IS DISTINCT FROM (a.tier, a.tier_day, a.tier_last_day, a.consent_day, a.consent_note, a.consent_by, a.left_out)) c
    LEFT JOIN customer_success.organizations o USING (organization_id);
  RETURN NULL;
END
$$;
DROP TRIGGER log_update ON customer_success.reward_accounts;
CREATE TRIGGER log_update AFTER UPDATE ON customer_success.reward_accounts REFERENCING OLD TABLE AS removed NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION customer_success.log_reward_accounts();
