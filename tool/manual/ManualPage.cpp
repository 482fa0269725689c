//===- ManualPage.cpp - pooltidy(1) ---------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/OptionTable.h"
#include "tool/manual/Manual.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// \p Text with nothing in it that troff would read as its own.
std::string plain(StringRef Text) {
  std::string Out;
  for (char C : Text) {
    if (Out.empty() && (C == '.' || C == '\''))
      Out += "\\&";
    if (C == '\\')
      Out += "\\e";
    else if (C == '-')
      Out += "\\-";
    else
      Out += C == '\n' ? ' ' : C;
  }
  return Out;
}

} // namespace

void writeManual(StringRef Version, raw_ostream &OS) {
  OS << ".TH POOLTIDY 1 \"\" \"pooltidy " << plain(Version) << "\" \"User Commands\"\n"
     << ".SH NAME\npooltidy \\- find C and C++ code that breaks behind a transaction\\-mode "
        "PostgreSQL pooler\n.SH SYNOPSIS\n.nf\n";
  for (const VerbInfo &V : verbTable())
    OS << ".B pooltidy " << plain(V.Name) << "\n" << plain(V.Usage) << '\n';
  OS << ".fi\n.SH DESCRIPTION\n"
        "A connection to PostgreSQL that goes through a pooler in transaction mode belongs to a "
        "program from the start of a transaction to its end. Settings, locks, temporary tables and "
        "prepared statements that are meant to last longer reach somebody else, and the program "
        "finds them gone.\n.B pooltidy\nreads a program, follows the SQL through its own wrappers, "
        "and tells where that happens.\n.SH COMMANDS\n";
  for (const VerbInfo &V : verbTable())
    OS << ".TP\n.B " << plain(V.Name) << '\n' << plain(V.Summary) << ".\n";
  OS << ".SH OPTIONS\n";
  for (const OptionInfo &O : optionTable()) {
    OS << ".TP\n.B " << plain(O.Name);
    if (!O.Value.empty())
      OS << (O.Name.starts_with("--") ? "=" : " ") << "\\fI" << plain(O.Value) << "\\fR";
    OS << '\n' << plain(O.Help) << ".\n";
    if (O.For == ForAll)
      continue;
    SmallVector<StringRef, 8> Verbs;
    for (const VerbInfo &V : verbTable())
      if (takes(V.V, O))
        Verbs.push_back(V.Name);
    OS << "For: " << plain(join(Verbs, ", ")) << ".\n";
  }
  OS << ".SH EXIT STATUS\n"
        ".TP\n.B 0\ncomplete, and nothing at or above \\-\\-fail\\-on\n"
        ".TP\n.B 1\ncomplete, findings\n"
        ".TP\n.B 2\nusage or configuration error, or a report that could not be written\n"
        ".TP\n.B 3\nincomplete: something could not be analysed, whatever was found in the rest; "
        "with \\-\\-fail\\-on\\-unknown also: something was not known\n"
        ".SH FILES\n.TP\n.I .pooltidy.yaml\nthe nearest one above the sources; see\n"
        ".B pooltidy config \\-\\-explain\n"
        ".TP\n.I compile_commands.json\nthe commands that compile the program\n"
        ".SH SEE ALSO\nThe pages of the checks:\n.BR \"pooltidy explain\" ;\nthe guides in "
        "share/doc/pooltidy.\n.BR clang\\-tidy (1)\n";
}

} // namespace pooltidy::tool
