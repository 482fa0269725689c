//===- Conninfo.cpp - Connection strings ----------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Conninfo.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pooltidy::leases {
namespace {

constexpr char HoleMark = '\x1a';

/// A text with each hole folded to one mark, and where each character comes from.
struct Folded {
  std::string Bytes;
  std::vector<uint32_t> From; ///< offset in the text

  explicit Folded(const Text &T) {
    size_t Hole = 0;
    const auto &Holes = T.sql().Holes;
    for (uint32_t I = 0; I < T.size();) {
      if (Hole < Holes.size() && I == Holes[Hole].Offset) {
        Bytes.push_back(HoleMark);
        From.push_back(I);
        I += Holes[Hole++].Length;
      } else {
        Bytes.push_back(T.bytes()[I]);
        From.push_back(I++);
      }
    }
    From.push_back(T.size());
  }
};

class Reader {
public:
  Reader(const Text &T, Conninfo &Out) : T(T), F(T), B(F.Bytes), Out(Out) {}

  void pairs() {
    size_t I = 0;
    auto Blank = [&] {
      while (I < B.size() && llvm::isSpace(B[I]))
        ++I;
    };
    for (Blank(); I < B.size(); Blank()) {
      size_t Start = I;
      while (I < B.size() && B[I] != '=' && !llvm::isSpace(B[I]))
        ++I;
      llvm::StringRef Key = B.slice(Start, I);
      Blank();
      if (Key.contains(HoleMark))
        Out.Complete = false;
      if (I >= B.size() || B[I] != '=') {
        if (!Key.contains(HoleMark))
          return; // not a conninfo
        continue;
      }
      ++I;
      Blank();
      std::string Value;
      bool Quoted = I < B.size() && B[I] == '\'';
      if (Quoted)
        ++I;
      while (I < B.size() && (Quoted ? B[I] != '\'' : !llvm::isSpace(B[I]))) {
        if (B[I] == '\\' && I + 1 < B.size())
          ++I;
        Value.push_back(B[I++]);
      }
      size_t End = I;
      if (Quoted && I < B.size())
        ++I;
      // An unquoted hole may hold blanks and further parameters, but hardly ever does.
      add(Key, Value, Start, End);
    }
  }

  void semicolons() {
    size_t Equal = std::min(B.find('='), B.size()), Colon = B.find(':');
    size_t I = Colon < Equal ? Colon + 1 : 0;
    while (I < B.size()) {
      size_t Start = I + B.drop_front(I).take_while(llvm::isSpace).size();
      Equal = B.find('=', Start);
      if (Equal == llvm::StringRef::npos) {
        Out.Complete &= !B.drop_front(Start).contains(HoleMark);
        return;
      }
      I = Equal + 1;
      std::string Value;
      llvm::StringRef Rest = B.drop_front(I).ltrim();
      I = B.size() - Rest.size();
      if (Rest.starts_with("'")) {
        for (++I; I < B.size(); ++I) {
          if (B[I] == '\'' && !B.drop_front(I + 1).starts_with("'"))
            break;
          I += B[I] == '\'';
          Value.push_back(B[I]);
        }
      } else if (Rest.starts_with("{")) {
        Value = Rest.drop_front().take_until([](char C) { return C == '}'; }).str();
        I = std::min(B.find('}', I), B.size());
      } else {
        Value = Rest.take_until([](char C) { return C == ';'; }).rtrim().str();
      }
      size_t End = std::min(B.find(';', I), B.size());
      add(B.slice(Start, Equal).rtrim(), Value, Start, End);
      I = End + 1;
    }
  }

  void uri() {
    Out.Uri = true;
    size_t Query = B.find('?');
    authority(B.find("://") + 3, std::min(Query, B.size()));
    if (Query == llvm::StringRef::npos) {
      if (B.ends_with(llvm::StringRef(&HoleMark, 1)))
        Out.Complete = false;
      return;
    }
    size_t I = Query + 1;
    while (I < B.size()) {
      size_t Start = I, Equal = B.find('=', I), End = std::min(B.find('&', I), B.size());
      if (Equal == llvm::StringRef::npos || Equal > End) {
        Out.Complete &= !B.slice(I, End).contains(HoleMark);
      } else {
        add(B.slice(Start, Equal), decoded(Equal + 1, End), Start, End);
      }
      I = End + 1;
    }
  }

private:
  const Text &T;
  Folded F;
  llvm::StringRef B;
  Conninfo &Out;

  /// The text from \p From to \p To with its percent signs resolved.
  std::string decoded(size_t From, size_t To) const {
    std::string Value;
    for (size_t J = From; J < To; ++J) {
      unsigned Code = 0;
      if (B[J] == '%' && J + 2 < To && !B.slice(J + 1, J + 3).getAsInteger(16, Code)) {
        Value.push_back(static_cast<char>(Code));
        J += 2;
      } else {
        Value.push_back(B[J]);
      }
    }
    return Value;
  }

  /// user:password@host:port/dbname, all of it optional, host and port lists separated by commas.
  void authority(size_t From, size_t To) {
    size_t Slash = std::min(B.find('/', From), To);
    size_t At = B.slice(From, Slash).rfind('@');
    size_t Host = At == llvm::StringRef::npos ? From : From + At + 1;
    if (At != llvm::StringRef::npos) {
      size_t Colon = std::min(B.find(':', From), From + At);
      if (Colon > From) // the password is nobody's business
        add("user", decoded(From, Colon), From, Colon);
    }
    std::string Hosts, Ports;
    for (size_t I = Host; I < Slash;) {
      size_t End = std::min(B.find(',', I), Slash);
      size_t Bracket = B[I] == '[' ? std::min(B.find(']', I), End) : I;
      size_t Colon = std::min(B.find(':', Bracket), End);
      Hosts += (Hosts.empty() ? "" : ",") + decoded(I, Colon);
      if (Colon < End)
        Ports += (Ports.empty() ? "" : ",") + decoded(Colon + 1, End);
      I = End + 1;
    }
    if (!Hosts.empty())
      add("host", Hosts, Host, Slash);
    if (!Ports.empty())
      add("port", Ports, Host, Slash);
    if (Slash + 1 < To)
      add("dbname", decoded(Slash + 1, To), Slash + 1, To);
  }

  void add(llvm::StringRef Key, const std::string &Value, size_t Start, size_t End) {
    if (Key.contains(HoleMark)) {
      Out.Complete = false;
      return;
    }
    Parameter P;
    P.Keyword = Key.str();
    P.Value = Value;
    P.ValueKnown = Value.find(HoleMark) == std::string::npos;
    uint32_t At = F.From[Start], To = F.From[std::min(End, F.From.size() - 1)];
    P.Where = T.place(At);
    P.Length = To > At ? static_cast<uint32_t>(T.run(At, To - At)) : 0;
    P.Same = T.identity(At, To);
    Out.Parameters.push_back(std::move(P));
  }
};

} // namespace

const Parameter *Conninfo::find(llvm::StringRef Keyword, bool AnyCase) const {
  for (const Parameter &P : llvm::reverse(Parameters)) // the last one counts
    if (P.Keyword == Keyword || (AnyCase && Keyword.equals_insensitive(P.Keyword)))
      return &P;
  return nullptr;
}

Conninfo parseConninfo(const Text &T) {
  Conninfo Out;
  Out.Complete = !T.opaque();
  if (T.opaque())
    return Out;
  // Some libraries put the scheme before pairs: postgresql://host=db dbname=shop.
  if (size_t Scheme = T.bytes().find("://"); Scheme != llvm::StringRef::npos) {
    llvm::StringRef Rest = T.bytes().drop_front(Scheme + 3);
    size_t Equal = Rest.find('=');
    if (Equal != llvm::StringRef::npos && isLibpqKeyword(Rest.take_front(Equal).trim()))
      return parseConninfo(T.slice(Scheme + 3, ~size_t(0)));
  }
  Reader R(T, Out);
  if (T.bytes().starts_with("postgresql://") || T.bytes().starts_with("postgres://"))
    R.uri();
  else
    R.pairs();
  return Out;
}

Conninfo parseSemicolons(const Text &T) {
  Conninfo Out;
  Out.Complete = !T.opaque();
  if (!T.opaque())
    Reader(T, Out).semicolons();
  return Out;
}

Text valueOf(const Parameter &P, facts::Location W) {
  Text Out;
  llvm::StringRef Rest = P.Value;
  while (!Rest.empty()) {
    const llvm::StringRef Known = Rest.take_until([](char C) { return C == HoleMark; });
    if (!Known.empty())
      Out.append(Text::constant(Known, W));
    Rest = Rest.drop_front(Known.size());
    if (Rest.consume_front(llvm::StringRef(&HoleMark, 1)))
      Out.append(Text::hole(sql::HoleKind::Unknown, "a value that only the run knows", W));
  }
  return Out;
}

Text withoutSemicolons(const Text &T) {
  Text Out;
  for (size_t I = 0; I < T.size();) {
    size_t End = std::min(T.bytes().find(';', I), T.size());
    Out.append(T.slice(I, End - I));
    if (End < T.size())
      Out.append(Text::constant(" "));
    I = End + 1;
  }
  return Out;
}

std::vector<ServerOption> parseServerOptions(llvm::StringRef Value) {
  std::vector<ServerOption> All;
  llvm::SmallVector<std::string, 4> Words(1);
  for (size_t I = 0; I < Value.size(); ++I) {
    if (Value[I] == '\\' && I + 1 < Value.size())
      Words.back().push_back(Value[++I]);
    else if (!llvm::isSpace(Value[I]))
      Words.back().push_back(Value[I]);
    else if (!Words.back().empty())
      Words.emplace_back();
  }
  for (size_t I = 0; I < Words.size(); ++I) {
    llvm::StringRef W = Words[I];
    if (W.empty())
      continue;
    ServerOption O;
    llvm::StringRef Setting;
    if (W == "-c" && I + 1 < Words.size())
      Setting = Words[++I];
    else if (W.starts_with("-c") || W.starts_with("--"))
      Setting = W.drop_front(2);
    if (Setting.contains('='))
      O.Setting = Setting.split('=').first.lower();
    else
      O.Switch = W.str();
    std::replace(O.Setting.begin(), O.Setting.end(), '-', '_');
    All.push_back(std::move(O));
  }
  return All;
}

bool isLibpqKeyword(llvm::StringRef Keyword) {
  static constexpr llvm::StringLiteral Known[] = {
      "authtype", "channel_binding", "client_encoding", "connect_timeout", "dbname", "fallback_application_name",
      "application_name", "gssdelegation", "gssencmode", "gsslib", "host", "hostaddr", "keepalives",
      "keepalives_count", "keepalives_idle", "keepalives_interval", "krbsrvname", "load_balance_hosts",
      "max_protocol_version", "min_protocol_version", "oauth_client_id", "oauth_client_secret", "oauth_issuer",
      "oauth_scope", "options", "passfile", "password", "port", "replication", "require_auth", "requirepeer",
      "requiressl", "scram_client_key", "scram_server_key", "service", "servicefile", "ssl", "ssl_max_protocol_version",
      "ssl_min_protocol_version", "sslcert", "sslcertmode", "sslcompression", "sslcrl", "sslcrldir", "sslkey",
      "sslkeylogfile", "sslmode", "sslnegotiation", "sslpassword", "sslrootcert", "sslsni", "target_session_attrs",
      "tcp_user_timeout", "tty", "user"};
  return llvm::is_contained(Known, Keyword);
}

} // namespace pooltidy::leases
