//===- Connection.cpp - How a service reaches its database ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Connection.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::deploy {

const UrlParameter *Connection::find(ArrayRef<std::string> Keys) const {
  for (const UrlParameter &P : Parameters)
    for (StringRef Key : Keys)
      if (Key.equals_insensitive(P.Key))
        return &P;
  return nullptr;
}

std::string Connection::address() const {
  return (Host.empty() ? std::string("localhost") : Host) + ":" + (Port.empty() ? "5432" : Port);
}

bool endsWithWords(StringRef Name, StringRef Ending) {
  if (!Name.ends_with_insensitive(Ending))
    return false;
  size_t Before = Name.size() - Ending.size();
  return Before == 0 || Name[Before - 1] == '_' || Name[Before - 1] == '.' ||
         Name[Before - 1] == '-';
}

namespace {

std::string decoded(StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I) {
    unsigned Byte;
    if (Text[I] == '%' && I + 2 < Text.size() && !Text.substr(I + 1, 2).getAsInteger(16, Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Text[I];
    }
  }
  return Out;
}

bool inScheme(char C) {
  return isAlnum(C) || C == '+' || C == '.' || C == '-' || C == '_' || C == ':';
}

bool knownScheme(StringRef Scheme, const Knowledge &K) {
  for (const DriverSpec &D : K.Drivers)
    for (StringRef One : D.Schemes)
      if (One.equals_insensitive(Scheme))
        return true;
  return false;
}

/// Reads the URI whose scheme stands at \p Begin and ends at \p Sign, where :// is.
Connection uri(const Value &V, size_t Begin, size_t Sign) {
  StringRef Text = V.text();
  Connection C;
  C.Scheme = Text.slice(Begin, Sign).lower();
  size_t End = Sign + 3;
  while (End < Text.size() && !isSpace(Text[End]) && Text[End] != '"' && Text[End] != '\'' &&
         Text[End] != '`')
    ++End;
  StringRef Rest = Text.slice(Sign + 3, End);
  C.Where = V.where(Begin, End - Begin);

  StringRef Before = Rest.split('?').first;
  // An @ or / in a password should be escaped; where it is not, the last @ counts.
  size_t At = Before.rfind('@');
  size_t HostBegin = At == StringRef::npos ? 0 : At + 1;
  size_t Slash = Before.find('/', HostBegin);
  StringRef Host = Before.slice(HostBegin, Slash);
  if (At != StringRef::npos)
    C.User = decoded(Before.take_front(At).split(':').first);
  if (Slash != StringRef::npos)
    C.Database = decoded(Before.substr(Slash + 1));
  StringRef Port;
  if (Host.starts_with("[")) {
    std::tie(Host, Port) = Host.drop_front().split(']');
    Port.consume_front(":");
  } else if (!Host.contains(',')) {
    // A colon in ${braces} is none of ours.
    size_t Colon = Host.rfind(':');
    StringRef Left = Host.take_front(std::min(Colon, Host.size()));
    if (Colon != StringRef::npos && Left.count('{') == Left.count('}')) {
      Port = Host.substr(Colon + 1);
      Host = Host.take_front(Colon);
    }
  }
  C.Host = decoded(Host);
  C.Port = Port.str();

  size_t Query = Rest.find('?');
  for (size_t I = Query; I != StringRef::npos && I < Rest.size();) {
    size_t Next = std::min(Rest.find('&', I + 1), Rest.size());
    StringRef One = Rest.slice(I + 1, Next);
    auto [Key, Text] = One.split('=');
    size_t KeyAt = Sign + 3 + I + 1;
    if (!Key.empty()) {
      UrlParameter P;
      P.Key = decoded(Key);
      P.Text = decoded(Text);
      P.KeyWhere = V.where(KeyAt, Key.size());
      P.Where = Text.empty() ? P.KeyWhere : V.where(KeyAt + Key.size() + 1, Text.size());
      C.Parameters.push_back(std::move(P));
    }
    I = Next;
  }
  for (const UrlParameter &P : C.Parameters) {
    if (P.Key == "host")
      C.Host = P.Text;
    else if (P.Key == "user")
      C.User = P.Text;
    else if (P.Key == "port")
      C.Port = P.Text;
    else if (P.Key == "dbname")
      C.Database = P.Text;
  }
  erase_if(C.Parameters, [](const UrlParameter &P) { return P.Key == "password"; });
  return C;
}

/// Keys and values with \p Separator between them: libpq's strings, and those of .NET.
std::optional<Connection> keywords(const Value &V, char Separator) {
  StringRef Text = V.text();
  Connection C;
  bool Username = false;
  size_t I = 0;
  while (I < Text.size()) {
    while (I < Text.size() && (Text[I] == Separator || isSpace(Text[I])))
      ++I;
    size_t Sign = Text.find('=', I);
    if (Sign == StringRef::npos)
      break;
    StringRef Key = Text.slice(I, Sign).trim();
    size_t KeyAt = I, Begin = Sign + 1, End;
    if (Begin < Text.size() && Text[Begin] == '\'') {
      End = std::min(Text.find('\'', ++Begin), Text.size());
      I = End + 1;
    } else {
      End = Begin;
      while (End < Text.size() && Text[End] != Separator)
        ++End;
      I = End;
    }
    StringRef Of = Text.slice(Begin, End).trim();
    std::string Lower = Key.lower();
    if (Lower == "host" || Lower == "hostaddr")
      C.Host = Of.str();
    else if (Lower == "port")
      C.Port = Of.str();
    else if (Lower == "dbname" || Lower == "database")
      C.Database = Of.str();
    else if (Lower == "user" || Lower == "username" || Lower == "user id") {
      C.User = Of.str();
      Username |= Lower == "username";
    } else if (!StringRef(Lower).contains("passw") && Lower != "pwd") {
      C.Parameters.push_back(
          {Key.str(), Of.str(), V.where(Begin, Of.size()), V.where(KeyAt, Key.size())});
    }
  }
  if (C.Host.empty() || (Separator == ';' && !Username))
    return std::nullopt;
  C.Where = V.where();
  return C;
}

} // namespace

std::optional<Connection> parseConnection(const Value &V, StringRef Name, const Knowledge &K) {
  StringRef Text = V.text();
  for (size_t Sign = Text.find("://"); Sign != StringRef::npos; Sign = Text.find("://", Sign + 3)) {
    size_t Begin = Sign;
    while (Begin > 0 && inScheme(Text[Begin - 1]))
      --Begin;
    // `name:postgresql` is a word before the scheme unless it is one together.
    while (Begin < Sign && !knownScheme(Text.slice(Begin, Sign), K)) {
      size_t Colon = Text.slice(Begin, Sign).find(':');
      if (Colon == StringRef::npos)
        Begin = Sign;
      else
        Begin += Colon + 1;
    }
    if (Begin == Sign)
      continue;
    Connection C = uri(V, Begin, Sign);
    C.Name = Name.str();
    return C;
  }
  std::optional<Connection> C;
  if (Text.contains("host=") && (Text.contains("dbname=") || Text.contains("user="))) {
    if ((C = keywords(V, ' ')))
      C->Libpq = true;
  } else if (Text.contains(';') && Text.contains_insensitive("host=")) {
    C = keywords(V, ';');
  }
  if (C)
    C->Name = Name.str();
  return C;
}

namespace {

/// Variables of one prefix: DB_HOST, DB_PORT, DB_USER, DB_NAME.
std::optional<Connection> separate(StringRef Name, const Value &Host, const Service &S,
                                   const Knowledge &K, IsPostgres Known) {
  StringRef Ending;
  for (StringRef One : K.HostNames)
    if (endsWithWords(Name, One) && One.size() > Ending.size())
      Ending = One;
  StringRef Prefix;
  bool Libpq = Name == "PGHOST";
  if (Libpq)
    Prefix = "PG";
  else if (Ending.empty() || Ending.size() == Name.size())
    return std::nullopt;
  else
    Prefix = Name.drop_back(Ending.size());
  if (Host.empty())
    return std::nullopt;
  auto Of = [&](ArrayRef<std::string> Names) -> std::string {
    for (StringRef One : Names)
      if (const Value *V = S.Env.get((Prefix + One).str()))
        return V->text();
    return "";
  };
  Connection C;
  C.Name = Name.str();
  C.Host = Host.text();
  C.Port = Of(K.PortNames);
  C.User = Of(K.UserNames);
  C.Database = Of(K.DatabaseNames);
  C.Where = Host.where();
  C.Separate = true;
  C.Libpq = Libpq;
  SmallVector<StringRef, 4> Words;
  Prefix.rtrim("_.-").split(Words, '_');
  bool Named = any_of(Words, [&](StringRef W) {
    return any_of(K.Prefixes, [&](StringRef P) { return P.equals_insensitive(W); });
  });
  if (!Named && !Known(C.Host, C.Port))
    return std::nullopt;
  // A host alone, for readiness scripts and the like, is no connection unless it is
  // known for a database.
  if (!Libpq && C.User.empty() && C.Database.empty() && !Known(C.Host, ""))
    return std::nullopt;
  return C;
}

} // namespace

std::vector<Connection> connectionsOf(const Service &S, ArrayRef<Simple> Commands,
                                      const Knowledge &K, IsPostgres Known) {
  std::vector<Connection> Out;
  auto Add = [&](std::optional<Connection> C) {
    if (!C)
      return;
    C->Migration = any_of(K.MigrationNames, [&](StringRef N) { return endsWithWords(C->Name, N); });
    for (Connection &Other : Out)
      if (Other.address() == C->address() && Other.User == C->User &&
          Other.Database == C->Database && Other.Migration == C->Migration) {
        // Variables one by one are often there beside a string that was made of them.
        if (Other.Separate && !C->Separate)
          Other = std::move(*C);
        else if (!C->Separate && C->Name != Other.Name)
          Other.Also.push_back(C->Name);
        return;
      }
    Out.push_back(std::move(*C));
  };
  for (const Simple &One : Commands)
    for (size_t I = 0; I < One.Words.size(); ++I) {
      StringRef Word = One.Words[I].text();
      std::string Name = "the command";
      if (Word.starts_with("-") && Word.contains('='))
        Name = Word.split('=').first.str();
      else if (I > 0 && StringRef(One.Words[I - 1].text()).starts_with("-"))
        Name = One.Words[I - 1].text();
      Add(parseConnection(One.Words[I], Name, K));
    }
  for (const auto &[Name, V] : S.Env.all())
    Add(parseConnection(V, Name, K));
  bool Any = !Out.empty();
  for (const auto &[Name, V] : S.Env.all())
    if (std::optional<Connection> C = separate(Name, V, S, K, Known))
      // Beside a string, variables tell nothing new unless they lead elsewhere.
      if (!Any || none_of(Out, [&](const Connection &O) { return O.Host == C->Host; }))
        Add(std::move(C));
  return Out;
}

} // namespace pooltidy::deploy
