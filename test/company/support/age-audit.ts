import type pg from 'pg';

/**
 * The audit as it would be, had everything in it been done so long ago: instants are moved, and each chain is made anew of
 * them. @param by PostgreSQL's interval
 */
export async function ageAudit(admin: pg.Client | pg.Pool, by: string): Promise<void> {
  await admin.query(`
    ALTER TABLE customer_success.audit_log DISABLE TRIGGER USER;
    DO $$
    DECLARE
      r customer_success.audit_log;
      chain int;
      before bytea;
    BEGIN
      FOR r IN SELECT * FROM customer_success.audit_log l ORDER BY l.chain, l.number LOOP
        IF r.chain IS DISTINCT FROM chain THEN
          before := r.previous;
        END IF;
        r.at := r.at - interval '${by}';
        r.previous := before;
        r.hash := customer_success.audit_hash(r);
        UPDATE customer_success.audit_log l SET at = r.at, previous = r.previous, hash = r.hash
         WHERE l.chain = r.chain AND l.number = r.number;
        before := r.hash;
        chain := r.chain;
      END LOOP;
      UPDATE customer_success.audit_heads h SET hash = (SELECT l.hash FROM customer_success.audit_log l
        WHERE l.chain = h.chain ORDER BY l.number DESC LIMIT 1) WHERE h.number > 0;
    END
    $$;
    ALTER TABLE customer_success.audit_log ENABLE TRIGGER USER`);
}
