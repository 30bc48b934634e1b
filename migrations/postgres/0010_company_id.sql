-- Which company this is: it stays through restores, dumps and moves, and no two companies have the same. A desktop keeps
-- one company's copy, and what its manager wrote about the accounts, apart from another's.
SET LOCAL ROLE cs_owner;

ALTER TABLE customer_success.sync_settings ADD COLUMN company_id uuid NOT NULL DEFAULT gen_random_uuid();

CREATE OR REPLACE VIEW customer_success.sync_meta WITH (security_barrier) AS
  SELECT md5(s.epoch || '/' || customer_success.history_id())::uuid AS epoch, s.schema_version, s.min_retained_xid,
         s.company_id
    FROM customer_success.sync_settings s;
