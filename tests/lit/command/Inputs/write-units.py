"""Writes C++ files that share headers: write-units.py DIR [changed]"""
import os
import sys

RUN = """
void run{0}(const char *address) {{
  PGconn *conn = PQconnectdb(address);
  std::vector<std::string> all{{"SET search_path TO ", {2}}};
  PQexec(conn, (all[0] + all[1]).c_str());
  PQfinish(conn);
}}
{1}
"""
COMMON = "#include <libpq-fe.h>\n#include <string>\n#include <vector>\n"


def main(folder, *changed):
    def write(name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)

    # A library of somebody else, whose header looks at a macro.
    library = os.path.join(os.path.dirname(folder), os.path.basename(folder) + ".library")
    os.makedirs(library, exist_ok=True)
    write(os.path.join(library, "tenant.h"),
          "#ifndef TENANT_H\n#define TENANT_H\n#ifdef OTHER_TENANT\n#define TENANT \"other\"\n#else\n"
          f"#define TENANT \"{'changed' if changed else 'usual'}\"\n#endif\n#endif\n")
    tenant = f'#include "{library}/tenant.h"\n'
    for i in range(6):
        write(f"a{i}.cpp", COMMON + tenant + RUN.format(f"_a{i}", "", "TENANT"))
    write("macro.cpp", "#define OTHER_TENANT\n" + COMMON + tenant + RUN.format("_macro", "", "TENANT"))
    write("broken.cpp", COMMON + tenant + RUN.format("_broken", "int oops = ;", "TENANT"))
    write("condition.cpp", COMMON + "#if 0\n#include <map>\n#endif\nint map;\n" + RUN.format("_condition", "", '"x"'))
    write("config.h", "#define OTHER_TENANT 1\n")
    for i in range(1, 5):
        write(f"config{i}.cpp", '#include "config.h"\n' + COMMON + tenant + RUN.format(f"_config{i}", "", "TENANT"))


if __name__ == "__main__":
    main(*sys.argv[1:])
