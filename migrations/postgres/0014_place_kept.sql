-- Keeps the number of a step that is made beside the next one, and takes its place.
SET LOCAL ROLE cs_owner;
