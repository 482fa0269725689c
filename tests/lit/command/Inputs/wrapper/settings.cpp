const char *database_address = "db.example";
