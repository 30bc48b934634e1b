-- Use is people's: what machines and the company's own users do is marked, shown apart, and keeps no account awake.
SET LOCAL ROLE cs_owner;

-- Calls of an interface, imports, bots; null: nobody said, and then it is people's.
ALTER TABLE customer_success.features ADD COLUMN is_machine boolean;
-- Own staff, tests, somebody in a customer's name; null: nobody said, and then it is the customer's.
ALTER TABLE customer_success.users ADD COLUMN is_internal boolean;
