#include "tool/deploy/Files.h"
namespace pooltidy::deploy {
std::vector<IniEntry> parseIni(Forest &, const Source &) { return {}; }
void readProcfile(Forest &, const Source &, const Environment &, Stack &) {}
void readSystemd(Forest &, const Source &, ReadFile, Stack &) {}
bool isPgbouncer(llvm::ArrayRef<IniEntry>) { return false; }
void readPgbouncer(const Source &, llvm::ArrayRef<IniEntry>, Stack &) {}
void readPgcat(const Source &, llvm::ArrayRef<IniEntry>, Stack &) {}
bool isOdyssey(const Source &) { return false; }
void readOdyssey(Forest &, const Source &, Stack &) {}
bool readDrogon(const Node &, const Source &, Stack &) { return false; }
bool readUserver(const Node &, const Source &, Stack &) { return false; }
bool readUnit(const Node &, const Source &, Stack &) { return false; }
}
