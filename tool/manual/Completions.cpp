//===- Completions.cpp - Completions for bash, zsh and fish ---------------===//
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

std::string wordsOf(StringRef Words, const Vocabulary &Known) {
  if (Words == "@poolers")
    return join(Known.Poolers, " ");
  if (Words == "@checks")
    return join(Known.Checks, " ");
  if (Words == "@formats")
    return join(Known.Formats, " ");
  return Words.str();
}

/// What an option does, in a few words.
std::string brief(StringRef Help) {
  std::string Out = Help.str();
  std::replace(Out.begin(), Out.end(), '\n', ' ');
  StringRef Text = Out;
  for (StringRef End : {" (", ";", ": ", ". "})
    Text = Text.split(End).first;
  return Text.rtrim(".,").str();
}

bool isDirectory(const OptionInfo &O) { return O.Value == "DIR"; }
bool isFile(const OptionInfo &O) { return O.Value == "FILE" || O.Value == "PATH"; }

/// \p Text between single quotes for a shell; what is in \p Escaped gets a backslash.
std::string quoted(StringRef Text, StringRef Escaped = "") {
  std::string Out = "'";
  for (char C : Text) {
    if (Escaped.contains(C))
      Out += '\\';
    if (C == '\'')
      Out += "'\\''";
    else
      Out += C;
  }
  return Out + "'";
}

} // namespace

void writeBashCompletion(const Vocabulary &Known, raw_ostream &OS) {
  OS << "# Completion of pooltidy for bash.\n"
        "_pooltidy() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= i\n"
        "  # bash takes --option=value for three words.\n"
        "  if [[ $cur == = ]]; then cur=\n"
        "  elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
        "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
        "    case ${COMP_WORDS[i]} in -*) ;; *) verb=${COMP_WORDS[i]}; break ;; esac\n"
        "  done\n"
        "  case $prev in\n";
  for (const OptionInfo &O : optionTable()) {
    std::string Words = wordsOf(O.Words, Known);
    if (!Words.empty())
      OS << "    " << O.Name << ") COMPREPLY=($(compgen -W " << quoted(Words)
         << " -- \"$cur\")); return ;;\n";
    else if (isDirectory(O))
      OS << "    " << O.Name << ") COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n";
    else if (isFile(O))
      OS << "    " << O.Name << ") COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n";
    else if (!O.Value.empty())
      OS << "    " << O.Name << ") COMPREPLY=(); return ;;\n";
  }
  OS << "  esac\n  case $verb in\n";
  SmallVector<StringRef, 16> Verbs;
  for (const VerbInfo &V : verbTable())
    Verbs.push_back(V.Name);
  OS << "    '') COMPREPLY=($(compgen -W " << quoted(join(Verbs, " ") + " --help --version")
     << " -- \"$cur\")) ;;\n";
  for (const VerbInfo &V : verbTable()) {
    SmallVector<StringRef, 32> Options;
    for (const OptionInfo &O : optionTable())
      if (takes(V.V, O))
        Options.push_back(O.Name);
    std::string Words = wordsOf(V.Words, Known);
    OS << "    " << V.Name << ")\n      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "
       << quoted(join(Options, " ")) << " -- \"$cur\"))\n      else COMPREPLY=($(compgen "
       << (Words.empty() ? std::string("-f") : "-W " + quoted(Words)) << " -- \"$cur\")); fi ;;\n";
  }
  OS << "  esac\n}\ncomplete -o filenames -F _pooltidy pooltidy\n";
}

void writeZshCompletion(const Vocabulary &Known, raw_ostream &OS) {
  constexpr StringRef Special = "[]:\\";
  OS << "#compdef pooltidy\n"
        "# Completion of pooltidy for zsh.\n"
        "_pooltidy() {\n"
        "  local -a verbs\n"
        "  verbs=(\n";
  for (const VerbInfo &V : verbTable())
    OS << "    " << V.Name << ':' << quoted(V.Summary, "\\:") << '\n';
  OS << "  )\n"
        "  if ((CURRENT == 2)); then\n"
        "    _describe -t commands command verbs\n"
        "    _arguments '--help[Print this help]' '--version[Print the version]'\n"
        "    return\n"
        "  fi\n"
        "  local verb=$words[2]\n"
        "  shift words\n"
        "  ((CURRENT--))\n"
        "  case $verb in\n";
  for (const VerbInfo &V : verbTable()) {
    OS << "    " << V.Name << ")\n      _arguments";
    for (const OptionInfo &O : optionTable()) {
      if (!takes(V.V, O))
        continue;
      std::string Spec = "*" + O.Name.str();
      std::string What = brief(O.Help);
      if (!O.Value.empty())
        Spec += O.Name.starts_with("--") ? "=" : "+";
      std::string Text;
      for (char C : What) {
        if (Special.contains(C))
          Text += '\\';
        Text += C;
      }
      Spec += "[" + Text + "]";
      if (!O.Value.empty()) {
        std::string Words = wordsOf(O.Words, Known);
        // The name of the value is shown; brackets in it would be syntax.
        std::string Name = O.Value.take_while([](char C) { return isAlpha(C); }).str();
        Spec += ":" + (Name.empty() ? std::string("value") : StringRef(Name).lower()) + ":" +
                (!Words.empty()   ? "(" + Words + ")"
                 : isDirectory(O) ? "_files -/"
                 : isFile(O)      ? "_files"
                                  : " ");
      }
      OS << " \\\n        " << quoted(Spec);
    }
    std::string Words = wordsOf(V.Words, Known);
    OS << " \\\n        " << quoted("*:word:" + (Words.empty() ? "_files" : "(" + Words + ")"))
       << " ;;\n";
  }
  OS << "  esac\n}\n_pooltidy \"$@\"\n";
}

void writeFishCompletion(const Vocabulary &Known, raw_ostream &OS) {
  // fish has escapes between single quotes, which the other shells have not.
  auto Text = [](StringRef S) {
    std::string Out = "'";
    for (char C : S) {
      if (C == '\'' || C == '\\')
        Out += '\\';
      Out += C;
    }
    return Out + "'";
  };
  OS << "# Completion of pooltidy for fish.\n";
  for (const VerbInfo &V : verbTable())
    OS << "complete -c pooltidy -n __fish_use_subcommand -f -a " << V.Name << " -d "
       << Text(V.Summary) << '\n';
  for (const VerbInfo &V : verbTable()) {
    std::string Here =
        "complete -c pooltidy -n '__fish_seen_subcommand_from " + V.Name.str() + "'";
    if (std::string Words = wordsOf(V.Words, Known); !Words.empty())
      OS << Here << " -f -a " << Text(Words) << '\n';
    for (const OptionInfo &O : optionTable()) {
      if (!takes(V.V, O))
        continue;
      StringRef Name = O.Name;
      OS << Here << (Name.consume_front("--") ? " -l " : " -s ") << Name.ltrim('-');
      if (std::string Words = wordsOf(O.Words, Known); !Words.empty())
        OS << " -x -a " << Text(Words);
      else if (!O.Value.empty())
        OS << (isFile(O) || isDirectory(O) ? " -r" : " -x");
      OS << " -d " << Text(brief(O.Help)) << '\n';
    }
  }
}

} // namespace pooltidy::tool
