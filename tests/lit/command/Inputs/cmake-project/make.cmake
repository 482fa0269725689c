file(WRITE ${TO} "#define LIMIT 10\n")
