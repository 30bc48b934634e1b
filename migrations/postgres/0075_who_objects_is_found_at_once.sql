-- Each message asks who of its account objects to profiling: few do, and an account may have tens of thousands of contacts.
SET LOCAL ROLE cs_owner;
CREATE INDEX users_who_object ON customer_success.users (organization_id, user_id) WHERE objected_on IS NOT NULL;
