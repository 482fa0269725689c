//===- Poolers.cpp - The configurations of poolers ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a pooler's own configuration says is a fact, and wins over what is usual.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Files.h"
#include "tool/deploy/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

std::vector<std::string> names(StringRef List) {
  std::vector<std::string> Out;
  SmallVector<StringRef, 8> Parts;
  List.split(Parts, ',');
  for (StringRef P : Parts)
    if (!P.trim().empty())
      Out.push_back(P.trim().str());
  return Out;
}

Number stated(const Value &V, StringRef What) {
  if (std::optional<int64_t> N = numberOf(V))
    return Number::stated(*N, V.where(), What.str());
  return Number::unknown(V.where(), What.str(), "'" + V.text() + "' is no number that is known");
}

} // namespace

bool isPgbouncer(ArrayRef<IniEntry> Entries) {
  return any_of(Entries, [](const IniEntry &E) { return E.Section == "pgbouncer"; });
}

void readPgbouncer(const Source &From, ArrayRef<IniEntry> Entries, Stack &S) {
  PoolerConfig P;
  P.Kind = "pgbouncer";
  P.File = From.Name;
  P.Where = From.place(0, 0);
  P.Mode = "session"; // where nothing is said
  for (const IniEntry &E : Entries) {
    StringRef Text = E.Of.text();
    if (E.Section == "databases") {
      std::vector<Value> Words;
      for (const Simple &Line : splitLine(E.Of))
        append_range(Words, Line.Words);
      for (StringRef Key : {"host=", "port="})
        for (const Value &W : Words)
          if (StringRef Word = W.text(); Word.consume_front(Key) && E.Key != "pgbouncer")
            (Key == "host=" ? P.ServerHost : P.ServerPort) = Word.str();
    }
    if (E.Section != "pgbouncer")
      continue;
    if (E.Key == "pool_mode") {
      P.Mode = Text.str();
      P.ModeWhere = E.Of.where();
    } else if (E.Key == "default_pool_size") {
      P.PoolSize = stated(E.Of, E.Key);
    } else if (E.Key == "max_client_conn") {
      P.MaxClients = stated(E.Of, E.Key);
    } else if (E.Key == "listen_port") {
      P.Port = Text.str();
    } else if (E.Key == "ignore_startup_parameters") {
      P.Ignored = names(Text);
    } else if (E.Key == "track_extra_parameters") {
      P.Tracked = names(Text);
    } else if (E.Key == "max_prepared_statements") {
      P.Prepared = numberOf(E.Of);
    } else if (E.Key == "server_reset_query_always") {
      P.ResetAlways = Text == "1" || Text == "true" || Text == "yes";
    }
  }
  S.Poolers.push_back(std::move(P));
}

void readPgcat(const Source &From, ArrayRef<IniEntry> Entries, Stack &S) {
  PoolerConfig P;
  P.Kind = "pgcat";
  P.File = From.Name;
  P.Where = From.place(0, 0);
  P.PoolSize = Number::unknown(P.Where, "pool_size", "no user has one");
  P.MaxClients = Number::unknown(P.Where, "clients", "PgCat has no limit of clients");
  P.Prepared = 0;
  bool Any = false;
  for (const IniEntry &E : Entries) {
    StringRef Section = E.Section;
    if (Section == "general" && E.Key == "port") {
      P.Port = E.Of.text();
    } else if (E.Key == "prepared_statements_cache_size") {
      P.Prepared = numberOf(E.Of);
    } else if (Section.starts_with("pools.") || Section == "user" || Section == "pool") {
      Any = true;
      if (E.Key == "pool_mode" && (P.Mode.empty() || P.Mode == "transaction")) {
        // Of several pools the one that admits the fewest counts.
        P.Mode = E.Of.text();
        P.ModeWhere = E.Of.where();
      } else if (E.Key == "pool_size") {
        Number N = stated(E.Of, E.Key);
        if (!P.PoolSize.known() || (N.known() && N.Count < P.PoolSize.Count))
          P.PoolSize = N;
      }
    }
  }
  if (!Any)
    return S.Problems.push_back({From.Name, "none of the kinds of files that are understood"});
  if (P.Mode.empty())
    P.Mode = "transaction";
  S.Poolers.push_back(std::move(P));
}

bool isOdyssey(const Source &From) {
  return any_of(From.Lines, [&](size_t Begin) {
    StringRef Line = StringRef(From.Text).substr(Begin).split('\n').first.ltrim();
    return Line.starts_with("storage \"") || (Line.starts_with("database ") && Line.contains('{'));
  });
}

/// Blocks in braces, words and quoted words; `key value` in each.
void readOdyssey(Forest &F, const Source &From, Stack &S) {
  PoolerConfig P;
  P.Kind = "odyssey";
  P.File = From.Name;
  P.Where = From.place(0, 0);
  P.PoolSize = Number::unknown(P.Where, "pool_size", "no limit unless it is set");
  P.MaxClients = Number::unknown(P.Where, "client_max", "no limit unless it is set");
  StringRef Text = From.Text;
  std::vector<std::string> Blocks;
  std::vector<Value> Line;
  auto End = [&] {
    if (Line.size() >= 2) {
      StringRef Block = Blocks.empty() ? StringRef() : StringRef(Blocks.back());
      StringRef Key = Line[0].text();
      if (Block == "user" && Key == "pool") {
        P.Mode = Line[1].text();
        P.ModeWhere = Line[1].where();
      } else if (Block == "user" && Key == "pool_size") {
        P.PoolSize = stated(Line[1], Key);
      } else if (Key == "client_max") {
        P.MaxClients = stated(Line[1], Key);
      } else if (Block == "listen" && Key == "port") {
        P.Port = Line[1].text();
      } else if (Block == "storage" && Key == "host") {
        P.ServerHost = Line[1].text();
      } else if (Block == "storage" && Key == "port") {
        P.ServerPort = Line[1].text();
      }
    }
    Line.clear();
  };
  for (size_t I = 0; I < Text.size();) {
    char C = Text[I];
    if (C == '#') {
      I = std::min(Text.find('\n', I), Text.size());
    } else if (C == '\n' || C == ';') {
      End();
      ++I;
    } else if (C == '{') {
      Blocks.push_back(Line.empty() ? "" : Line[0].text());
      Line.clear();
      ++I;
    } else if (C == '}') {
      End();
      if (!Blocks.empty())
        Blocks.pop_back();
      ++I;
    } else if (isSpace(C)) {
      ++I;
    } else {
      bool Quoted = C == '"';
      size_t Begin = I + Quoted, Stop = Begin;
      while (Stop < Text.size() && Text[Stop] != '\n' &&
             (Quoted ? Text[Stop] != '"'
                     : !isSpace(Text[Stop]) && !StringRef("{};#").contains(Text[Stop])))
        ++Stop;
      Node &N = F.make(Node::Scalar, From, Begin, Stop);
      N.Text = Text.slice(Begin, Stop).str();
      Line.push_back(Value(N));
      I = Stop + (Quoted && Stop < Text.size() && Text[Stop] == '"');
    }
  }
  End();
  S.Poolers.push_back(std::move(P));
}

} // namespace pooltidy::deploy
