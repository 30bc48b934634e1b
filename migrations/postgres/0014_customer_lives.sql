-- What a customer's life needs beyond its dates. Desktops of before read on without these: their words are new columns,
-- never new words in old ones.
SET LOCAL ROLE cs_owner;

-- The day on which notice was given; the account stays a customer until it leaves.
ALTER TABLE customer_success.organizations ADD COLUMN notice_on date;
-- Whether the company gave the lifecycle stage. False: it was derived, and is derived again when churned_at changes.
-- Null: nobody remembers.
ALTER TABLE customer_success.organizations ADD COLUMN stage_given boolean;

-- Tried and not paid for. Null: unknown, so that the price and the end tell.
ALTER TABLE customer_success.subscriptions ADD COLUMN is_trial boolean;
