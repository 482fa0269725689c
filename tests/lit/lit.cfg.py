# How lit runs the end-to-end tests. Substitutions:
#
#   %pooltidy   the command
#   %pooltidy-verify  audits FILES... -- FLAGS and compares with the marks in them
#   %check_fix FILE [--tidy CLANG_TIDY PLUGIN] -- FLAGS  fixes a copy and checks the result
#   %audit      `pooltidy audit` with everything on; give flags, FILE and `-- FLAGS` after it
#   %plugin     the clang-tidy plugin
#   %clang_tidy the clang-tidy of the LLVM version that was built against
#   %tidy       that clang-tidy with the plugin loaded and only pooling-* on
#   %clang, %clangxx  the compilers of that version
#   %libs       the include flags of the real client libraries
#   %qt5        those of Qt 5 (REQUIRES: qt5; likewise qt6, soci, boost, odbc, poco, zdb, cppdb)
#   %clangd     pooltidy-clangd (REQUIRES: clangd)
#   %sarif_multitool  Microsoft's checker of SARIF (REQUIRES: sarif-multitool)
#   %tool_dir   the folder with the command
#   %tool_sources  the folder tool/ of the source tree
#   %build      the build directory; %llvm_major the release of LLVM it is for,
#   %llvm_include its headers
#   %json       checks that a file is well-formed JSON
#   %exits N CMD   CMD must exit with N
#   %fails N CMD   CMD must exit with N and say why in one line, which is printed
#   %as_nobody CMD runs CMD as a user whom file modes stop (REQUIRES: unprivileged)
#   %database DIR FILE... -- FLAGS  writes DIR/compile_commands.json
#
# `REQUIRES: llvm-22` (or llvm-19) limits a test to one version.
import glob
import importlib.util
import os
import shutil
import subprocess
import sys

import lit.formats

config.name = "pooltidy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test", ".sql"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)

version = config.pooltidy_llvm
build = config.pooltidy_build
llvm_bin = os.path.join(config.pooltidy_llvm_root, "bin")
pooltidy = os.path.join(build, "bin", "pooltidy")
plugin = os.path.join(build, "lib", "pooltidy-tidy.so")
clang_tidy = os.path.join(llvm_bin, "clang-tidy")

config.available_features.add("llvm-" + version)
config.environment["PATH"] = os.pathsep.join([config.pooltidy_lit_tools, os.environ["PATH"]])
# Messages of the system appear in expected output.
config.environment["LC_ALL"] = "C.UTF-8"
# What tests leave to be quick stays with the build, out of the user's own cache.
config.environment["XDG_CACHE_HOME"] = os.path.join(build, "tests", "cache")


def unprivileged():
    """A prefix that runs a command as a user whom file modes stop, or None."""
    if os.geteuid() != 0:
        return "env"
    prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    try:
        ok = subprocess.run(prefix + [pooltidy, "--version"], capture_output=True).returncode == 0
    except OSError:
        ok = False
    return " ".join(prefix) if ok else None


# Libraries whose headers may be missing.
QT5 = ["/usr/include/x86_64-linux-gnu/qt5", "/usr/include/aarch64-linux-gnu/qt5", "/usr/include/qt5"]
qt5 = next((path for path in QT5 if os.path.exists(os.path.join(path, "QtSql", "QSqlDatabase"))), None)
QT6 = [path.replace("qt5", "qt6") for path in QT5]
qt6 = next((path for path in QT6 if os.path.exists(os.path.join(path, "QtSql", "QSqlDatabase"))), None)
qt6_flags = " ".join("-I" + os.path.join(qt6, part) for part in ("", "QtCore", "QtSql")) if qt6 else ""
qt5_flags = " ".join("-I" + os.path.join(qt5, part) for part in ("", "QtCore", "QtSql")) if qt5 else ""
for feature, present in [
    ("qt5", qt5),
    ("qt6", qt6),
    ("soci", os.path.exists("/usr/include/soci/soci.h")
     and os.path.exists("/usr/include/boost/version.hpp")), # soci-config.h asks for Boost
    ("boost", os.path.exists("/usr/include/boost/version.hpp")),
    ("odbc", os.path.exists("/usr/include/sqlext.h")),
    ("poco", os.path.exists("/usr/include/Poco/Data/Session.h")),
    ("zdb", os.path.exists("/usr/include/zdb/zdb.h")),
    ("cppdb", os.path.exists("/usr/include/cppdb/frontend.h")),
]:
    if present:
        config.available_features.add(feature)


# Checkers of report formats that are not ours: used where they are installed.
sarif_multitool = os.environ.get("POOLTIDY_SARIF_MULTITOOL") or shutil.which("Sarif.Multitool")
if sarif_multitool:
    config.available_features.add("sarif-multitool")
    # It is a .NET program, and those want a place to unpack themselves.
    config.environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
pooltidy_clangd = os.path.join(build, "bin", "pooltidy-clangd")
if os.path.exists(pooltidy_clangd):
    config.available_features.add("clangd")
if importlib.util.find_spec("yaml"):
    config.available_features.add("pyyaml")
if shutil.which("chromium"):
    config.available_features.add("chromium")
if importlib.util.find_spec("jsonschema"):
    config.available_features.add("jsonschema")


def script(name):
    return sys.executable + " " + os.path.join(config.test_source_root, name)


as_nobody = unprivileged()
if as_nobody:
    config.available_features.add("unprivileged")

if shutil.which("cmake") and shutil.which("ninja"):
    config.available_features.add("cmake")
for program in ("man", "fish", "zsh", "nvim"):
    if shutil.which(program):
        config.available_features.add(program)
if shutil.which("emacs") and glob.glob("/usr/share/emacs*/**/eglot*", recursive=True):
    config.available_features.add("eglot")
if shutil.which("git"):
    config.available_features.add("git")
if shutil.which("cpack") and shutil.which("dpkg-deb") and shutil.which("dpkg-shlibdeps"):
    config.available_features.add("dpkg")
# Bazel, and the packages with what it would download otherwise.
if shutil.which("bazel") and all(os.path.exists(os.path.join("/usr/share/bazel", part))
                                 for part in ("rules/java", "rules/proto", "tools/skylib", "tools/platforms")):
    config.available_features.add("bazel")

for name, value in [
    ("%pooltidy-verify", script("verify.py") + " --pooltidy " + pooltidy),
    ("%check_fix", script("fixes/Inputs/check-fix.py") + " " + pooltidy),
    ("%pooltidy", pooltidy),
    ("%audit", pooltidy + " audit --color=never"),
    ("%plugin", plugin),
    ("%clang_tidy", clang_tidy),
    ("%tidy", f"{clang_tidy} --quiet --load={plugin} --checks='-*,pooling-*'"),
    ("%clangxx", os.path.join(llvm_bin, "clang++")),
    ("%clang", os.path.join(llvm_bin, "clang")),
    ("%libs", "-I/usr/include/postgresql"),
    ("%qt5", qt5_flags),
    ("%qt6", qt6_flags),
    ("%json", "python3 -m json.tool"),
    ("%exits", script("exits.py")),
    ("%fails", script("exits.py") + " --one-line"),
    ("%database", script("database.py")),
    ("%python", sys.executable),
    ("%clangd", pooltidy_clangd),
    ("%sarif_multitool", sarif_multitool or "false"),
    ("%build", build),
    ("%llvm_major", version),
    ("%llvm_include", os.path.join(config.pooltidy_llvm_root, "include")),
    ("%tool_dir", os.path.join(build, "bin")),
    ("%tool_sources", os.path.join(config.test_source_root, "..", "..", "tool")),
    ("%as_nobody", as_nobody or "false"),
]:
    config.substitutions.append((name + r"\b", value))
