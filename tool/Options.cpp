//===- Options.cpp - The command line -------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Options.h"

#include "tool/OptionTable.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <limits>

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr VerbInfo Verbs[] = {
    {Verb::Audit, "audit", "[-p BUILD_DIR] [PATH...]  or  FILE... -- FLAGS",
     "Analyse a whole program: every translation unit that can reach a database"},
    {Verb::Extract, "extract", "[-p BUILD_DIR] FILE -o FACTS  or  FILE -o FACTS -- FLAGS",
     "Write the facts of one translation unit, for build engines to distribute and cache"},
    {Verb::Link, "link", "FACTS|@LIST...", "Turn extracted facts into findings"},
    {Verb::Facts, "facts", "[--dump | -o FACTS] FACTS|@LIST...",
     "Tell what is in extracted facts, or merge them into one file"},
    {Verb::Split, "split", "[-p BUILD_DIR] -o DIR",
     "Write the command of each file to a file of its own, for build engines"},
    {Verb::Sql, "sql", "[PATH...|-]", "Give the same verdict on SQL files and migrations"},
    {Verb::Deploy, "deploy", "FILE...",
     "Add up the connections that a deployment asks for, and go through the checklist"},
    {Verb::Explain, "explain", "CHECK", "Tell why a check matters and what to do", "@checks"},
    {Verb::Prove, "prove", "CHECK  or  REPORT.json FINGERPRINT",
     "Print a script that shows it happen on a pooler of yours, with psql", "@checks"},
    {Verb::List, "list", "checks|poolers|libraries", "List what is built in",
     "checks poolers libraries"},
    {Verb::Compare, "compare", "OLD.json NEW.json",
     "Tell what is new, fixed and kept between two JSON reports or baselines"},
    {Verb::Config, "config", "[--explain] FILE",
     "Print the configuration that applies to a source file or directory"},
    {Verb::Cache, "cache", "[show|clear]", "Show or clear what earlier audits left to be quick",
     "show clear"},
};

const VerbInfo &infoOf(Verb V) {
  return *find_if(Verbs, [&](const VerbInfo &I) { return I.V == V; });
}

StringRef longName(StringRef Name) {
  if (Name == "-h")
    return "--help";
  if (Name == "-j")
    return "--jobs";
  return Name;
}

Error unknownOption(StringRef Word, Verb V) {
  SmallVector<StringRef, 16> Names;
  for (const OptionInfo &O : optionTable())
    if (takes(V, O))
      Names.push_back(O.Name);
  StringRef Near = nearest(Word, Names);
  return usage("unknown option '", Word, "'",
               Near.empty() ? std::string() : (", did you mean '" + Near + "'?").str());
}

/// Reads the option at \p Args[I] and its value; leaves \p I at the last word read.
Error readOption(ArrayRef<StringRef> Args, size_t &I, Options &O) {
  StringRef Word = Args[I], Name = Word, Value;
  bool Joined = false;
  if (Word.starts_with("--")) {
    std::tie(Name, Value) = Word.split('=');
    Joined = Word.contains('=');
  } else if (Word.size() > 2 && is_contained({"-p", "-o", "-j"}, Word.take_front(2))) {
    Name = Word.take_front(2);
    Value = Word.drop_front(2);
    Value.consume_front("=");
    Joined = true;
  }
  Name = longName(Name);
  const auto *Info = find_if(optionTable(), [&](const OptionInfo &T) { return T.Name == Name; });
  if (Info == optionTable().end())
    return unknownOption(Name, O.Command);
  if (!takes(O.Command, *Info)) {
    if (O.Command == Verb::None)
      return usage("'", Name, "' comes after a command, as in 'pooltidy audit ", Name, "'");
    return usage("'pooltidy ", infoOf(O.Command).Name, "' does not take ", Name);
  }
  if (Info->Value.empty()) {
    if (Joined)
      return usage(Name, " takes no value");
    return Info->Read("", O);
  }
  if (!Joined) {
    if (I + 1 == Args.size() || Args[I + 1] == "--")
      return usage(Name, " needs a value: ", Name, " ", Info->Value);
    Value = Args[++I];
  }
  return Info->Read(Value, O);
}

/// What each command demands beyond its options.
Error checkWords(const Options &O) {
  switch (O.Command) {
  case Verb::None:
    return usage("no command given, see 'pooltidy --help'");
  case Verb::Audit:
    if (O.Flags && O.Paths.empty())
      return usage("flags after '--' need the files before it");
    break;
  case Verb::Extract:
    if (O.Paths.size() != 1)
      return usage("'pooltidy extract' takes exactly one FILE");
    if (O.Output.empty())
      return usage("'pooltidy extract' needs -o FACTS");
    break;
  case Verb::Link:
    if (O.Paths.empty())
      return usage("'pooltidy link' needs the files that 'pooltidy extract' wrote");
    break;
  case Verb::Facts:
    if (O.Paths.empty())
      return usage("'pooltidy facts' needs the files that 'pooltidy extract' wrote");
    if (O.Dump && !O.Output.empty())
      return usage("--dump and -o exclude each other");
    break;
  case Verb::Split:
    if (!O.Paths.empty())
      return usage("'pooltidy split' takes no files, but -p BUILD_DIR");
    if (O.Output.empty())
      return usage("'pooltidy split' needs -o DIR");
    break;
  case Verb::Sql:
    break;
  case Verb::Deploy:
    if (O.Paths.empty())
      return usage("'pooltidy deploy' needs the files that say how it is deployed: a Compose "
                   "file, objects of Kubernetes, ...");
    break;
  case Verb::Explain:
    if (O.Paths.size() != 1)
      return usage("'pooltidy explain' takes exactly one CHECK, see 'pooltidy list checks'");
    break;
  case Verb::Prove:
    if (O.Paths.empty() || O.Paths.size() > 2)
      return usage("'pooltidy prove' takes a CHECK, or a JSON report and the FINGERPRINT of a "
                   "finding in it");
    break;
  case Verb::List: {
    constexpr StringRef Things[] = {"checks", "poolers", "libraries"};
    if (O.Paths.size() != 1)
      return usage("'pooltidy list' takes one of checks, poolers, libraries");
    if (!is_contained(Things, O.Paths[0])) {
      StringRef Near = nearest(O.Paths[0], Things);
      return usage("cannot list '", O.Paths[0], "'",
                   Near.empty() ? std::string(": there are checks, poolers, libraries")
                                : (", did you mean '" + Near + "'?").str());
    }
    break;
  }
  case Verb::Compare:
    if (O.Paths.size() != 2)
      return usage("'pooltidy compare' takes two JSON reports or baselines: OLD NEW");
    break;
  case Verb::Config:
    if (O.Paths.size() != 1)
      return usage("'pooltidy config' takes exactly one FILE, whose configuration it prints");
    break;
  case Verb::Cache:
    if (O.Paths.size() > 1 || (O.Paths.size() == 1 && !is_contained({"show", "clear"}, O.Paths[0])))
      return usage("'pooltidy cache' takes one of show, clear");
    break;
  }
  if (!O.DepFile.empty() && O.Output == "-")
    return usage("--depfile needs -o FACTS, a file");
  if (O.Quiet && O.ShowSites)
    return usage("--quiet and --show-sites exclude each other");
  if (O.NoCache && O.CacheDir)
    return usage("--no-cache and --cache-dir exclude each other");
  if (O.Flags && !O.BuildDir.empty())
    return usage("-p and flags after '--' exclude each other");
  if (O.Command != Verb::Deploy && O.Deploy.empty() &&
      (!O.Logs.empty() || O.Cap.Plain || O.Cap.Session || O.Cap.Transaction || O.Cap.Direct))
    return usage("--cap and --log belong to a deployment: --deploy FILE");
  if (O.Flags && O.Command != Verb::Audit && O.Command != Verb::Extract)
    return usage("'pooltidy ", infoOf(O.Command).Name, "' takes no flags after '--'");
  return Error::success();
}

Error readVerb(StringRef Word, Options &O) {
  for (const VerbInfo &V : Verbs)
    if (V.Name == Word) {
      O.Command = V.V;
      return Error::success();
    }
  SmallVector<StringRef, 8> Names;
  for (const VerbInfo &V : Verbs)
    Names.push_back(V.Name);
  StringRef Near = nearest(Word, Names);
  return usage("unknown command '", Word, "'",
               Near.empty() ? std::string(", see 'pooltidy --help'")
                            : (", did you mean '" + Near + "'?").str());
}

} // namespace

ArrayRef<VerbInfo> verbTable() { return Verbs; }

bool takes(Verb V, const OptionInfo &O) {
  return O.For == ForAll || (V != Verb::None && (O.For & (1u << unsigned(V))));
}

StringRef nearest(StringRef Word, ArrayRef<StringRef> Candidates) {
  StringRef Best;
  unsigned BestDistance = std::numeric_limits<unsigned>::max();
  for (StringRef C : Candidates) {
    unsigned Distance = Word.edit_distance_insensitive(C);
    if (Distance < BestDistance) {
      BestDistance = Distance;
      Best = C;
    }
  }
  // Further than that is a guess that only confuses. Two swapped letters count as two.
  size_t Limit = Word.size() <= 3 ? 1 : std::max<size_t>(2, Word.size() / 3);
  return BestDistance <= Limit ? Best : StringRef();
}

Expected<FailOn> parseFailOn(StringRef Text) {
  using rules::Severity;
  FailOn F;
  if (Text == "never") {
    F.Never = true;
    return F;
  }
  for (Severity S : {Severity::Note, Severity::Warning, Severity::Error})
    if (Text == StringRef(rules::name(S))) {
      F.Level = S;
      return F;
    }
  return usage("'", Text, "' is none of note, warning, error, never");
}

Expected<Options> parseOptions(ArrayRef<StringRef> Args) {
  Options O;
  for (size_t I = 0; I < Args.size(); ++I) {
    StringRef Word = Args[I];
    if (Word == "--") {
      O.Flags.emplace();
      for (StringRef Flag : Args.drop_front(I + 1))
        O.Flags->push_back(Flag.str());
      break;
    }
    if (Word.size() > 1 && Word.starts_with("-")) {
      if (Error E = readOption(Args, I, O))
        return std::move(E);
    } else if (O.Command == Verb::None) {
      if (Error E = readVerb(Word, O))
        return std::move(E);
    } else if (Word.empty()) {
      return usage("an empty word where a file was expected");
    } else {
      O.Paths.push_back(Word.str());
    }
  }
  if (O.Help || O.Version)
    return O;
  if (Error E = checkWords(O))
    return std::move(E);
  return O;
}

std::string helpText(Verb Command) {
  std::string Text;
  raw_string_ostream OS(Text);
  if (Command == Verb::None) {
    OS << "pooltidy finds C and C++ code that breaks, leaks or starves once its PostgreSQL\n"
          "connections go through a transaction-mode pooler.\n\nusage:\n";
    for (const VerbInfo &V : Verbs)
      OS << "  pooltidy " << left_justify(V.Name, 8) << ' ' << V.Usage << '\n';
    OS << "\ncommands:\n";
    for (const VerbInfo &V : Verbs)
      OS << "  " << left_justify(V.Name, 8) << ' ' << V.Summary << '\n';
    OS << "\n'pooltidy COMMAND --help' tells the options of a command.\n";
  } else {
    const VerbInfo &V = infoOf(Command);
    OS << V.Summary << ".\n\nusage: pooltidy " << V.Name << ' ' << V.Usage << "\n\noptions:\n";
    for (const OptionInfo &O : optionTable()) {
      if (!takes(Command, O))
        continue;
      std::string Left = O.Name.str();
      if (!O.Value.empty())
        Left += (O.Name.starts_with("--") ? "=" : " ") + O.Value.str();
      SmallVector<StringRef, 3> Lines;
      O.Help.split(Lines, '\n');
      OS << "  " << left_justify(Left, 23) << ' ' << Lines[0] << '\n';
      for (StringRef Line : drop_begin(Lines))
        OS.indent(26) << Line << '\n';
    }
  }
  OS << "\nexit status: 0 complete and nothing at or above --fail-on; 1 findings;\n"
        "2 usage or configuration error; 3 incomplete, something could not be analysed,\n"
        "or, with --fail-on-unknown, something was not known\n";
  return Text;
}

} // namespace pooltidy::tool
