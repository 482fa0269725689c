-- what a session needs
SELECT 1;
SET ROLE reporting;
