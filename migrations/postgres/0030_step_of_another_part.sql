-- Holds the number of a step that is made beside this one.
SELECT;
