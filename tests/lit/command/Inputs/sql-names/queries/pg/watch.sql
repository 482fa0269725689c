LISTEN changes;
