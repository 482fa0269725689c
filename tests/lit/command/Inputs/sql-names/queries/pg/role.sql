SET ROLE reporting;
