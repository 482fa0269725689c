//===- Compose.cpp - Docker Compose files ---------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Compose.h"

#include "tool/deploy/Words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include <set>

using namespace llvm;

namespace pooltidy::deploy {

namespace {

/// What one file says of a service.
struct Layer {
  const Node *N;
  std::string Directory; ///< that its relative paths start at
};

class Project {
public:
  Project(Forest &F, ArrayRef<ComposeFile> Files, ReadFile Read, Stack &S)
      : F(F), Files(Files.begin(), Files.end()), Read(Read), S(S) {}

  void run(const Environment &Given) {
    std::string Directory = sys::path::parent_path(Files[0].Path).str();
    readDotEnv(joinPath(Directory, ".env"), Given);
    include();
    std::vector<const Node *> Names; // keys, in order
    StringSet<> Seen;
    for (const ComposeFile &One : Files)
      if (const Node *Services = One.Root->get("services"))
        for (const auto &[Key, V] : Services->all())
          if (Seen.insert(Key->Text).second)
            Names.push_back(Key);
    for (const Node *Key : Names)
      dependencies(*Key);
    for (const Node *Key : Names)
      service(*Key);
    tellUnset();
  }

private:
  void problem(StringRef File, const Twine &Why, bool Partly = false) {
    S.Problems.push_back({File.str(), Why.str(), Partly});
  }

  void readDotEnv(const std::string &Path, const Environment &Given) {
    Expected<std::string> Text = Read(Path);
    if (Text) {
      const Source &From = F.add(Path, std::move(*Text));
      std::vector<unsigned> Bad;
      Variables = parseEnv(F, From, Given, Bad);
      S.Read.push_back(Path);
      for (unsigned Line : Bad)
        problem(Path, "line " + Twine(Line) + " is no NAME=value", true);
      HasEnv = true;
    } else {
      consumeError(Text.takeError());
    }
    Variables.add(Given);
  }

  /// Puts the files that the given ones include before them.
  void include() {
    std::vector<ComposeFile> All;
    std::set<std::string> Open;
    for (const ComposeFile &One : Files)
      includeInto(One, All, Open);
    Files = std::move(All);
  }

  void includeInto(const ComposeFile &One, std::vector<ComposeFile> &All,
                   std::set<std::string> &Open) {
    if (!Open.insert(One.Path).second)
      return;
    if (const Node *List = One.Root->get("include"))
      for (const Node *Item : List->Items) {
        const Node *Path = Item->is(Node::Map) ? Item->get("path") : Item;
        if (!Path)
          continue;
        SmallVector<const Node *, 2> Paths(Path->Items.begin(), Path->Items.end());
        if (Path->is(Node::Scalar))
          Paths.push_back(Path);
        for (const Node *P : Paths) {
          std::string Text = expand(Value(*P), Variables, Style::Compose).text();
          std::string File = joinPath(sys::path::parent_path(One.Path), Text);
          if (const Node *Root = load(File))
            includeInto({File, Root}, All, Open);
        }
      }
    All.push_back(One);
  }

  /// The parsed file \p Path, or null after a problem was told.
  const Node *load(const std::string &Path) {
    auto [It, New] = Loaded.try_emplace(Path, nullptr);
    if (!New)
      return It->second;
    for (const ComposeFile &One : Files)
      if (One.Path == Path)
        return Loaded[Path] = One.Root;
    Expected<std::string> Text = Read(Path);
    if (!Text) {
      problem(Path, toString(Text.takeError()));
      return nullptr;
    }
    Expected<std::vector<const Node *>> Documents = parseYaml(F, F.add(Path, std::move(*Text)));
    if (!Documents) {
      problem(Path, toString(Documents.takeError()));
      return nullptr;
    }
    S.Read.push_back(Path);
    return Loaded[Path] = Documents->empty() ? nullptr : Documents->front();
  }

  /// The layers of \p N, the lowest first. \p Chain are the services that lead here.
  bool layers(const Node &N, const std::string &File, const std::string &Name,
              std::vector<Layer> &Out, std::vector<std::string> Chain) {
    std::string Here = File + "\n" + Name;
    if (is_contained(Chain, Here)) {
      // Whichever of them is read first tells it for all.
      if (!InCycles.count(Here))
        problem(File,
                "service '" + Name + "' extends itself, through " + Twine(Chain.size()) +
                    (Chain.size() == 1 ? " step" : " steps"),
                /*Partly=*/true);
      InCycles.insert(Chain.begin(), Chain.end());
      return false;
    }
    Chain.push_back(Here);
    bool Whole = true;
    if (const Node *Extends = N.get("extends")) {
      const Node *Base = Extends->is(Node::Map) ? Extends->get("service") : Extends;
      const Node *Path = Extends->is(Node::Map) ? Extends->get("file") : nullptr;
      std::string Of = File;
      if (Path)
        Of = joinPath(sys::path::parent_path(File),
                      expand(Value(*Path), Variables, Style::Compose).text());
      const Node *Root = Base ? load(Of) : nullptr;
      const Node *Found = Root ? Root->at({"services", Base->Text}) : nullptr;
      if (Found && Found->is(Node::Map))
        Whole = layers(*Found, Of, Base->Text, Out, Chain);
      else if (Root)
        problem(File,
                "service '" + Name + "' extends '" + Base->Text + "', which " + Of +
                    " does not have",
                true);
      Whole &= Found != nullptr;
    }
    Out.push_back({&N, sys::path::parent_path(File).str()});
    return Whole;
  }

  /// What the topmost layer that has it says.
  static const Node *top(ArrayRef<Layer> Layers, std::initializer_list<StringRef> Path) {
    for (const Layer &L : reverse(Layers))
      if (const Node *N = L.N->at(Path); N && !N->is(Node::Null))
        return N;
    return nullptr;
  }

  Value resolved(const Value &V) {
    Value Out = expand(V, Variables, Style::Compose);
    StringRef Text = Out.text();
    for (size_t At = Text.find("${"); At != StringRef::npos; At = Text.find("${", At + 2))
      Unset.insert(Text.slice(At + 2, Text.find('}', At)).str());
    return Out;
  }

  void addEnvFiles(const Layer &L, Environment &To) {
    const Node *N = L.N->get("env_file");
    if (!N)
      return;
    SmallVector<const Node *, 4> Files(N->Items.begin(), N->Items.end());
    if (!N->is(Node::List))
      Files.push_back(N);
    for (const Node *One : Files) {
      const Node *Path = One->is(Node::Map) ? One->get("path") : One;
      const Node *Required = One->is(Node::Map) ? One->get("required") : nullptr;
      if (!Path || !Path->is(Node::Scalar))
        continue;
      std::string File = joinPath(L.Directory, resolved(Value(*Path)).text());
      Expected<std::string> Text = Read(File);
      if (!Text) {
        std::string Why = toString(Text.takeError());
        if (!(Required && Required->Text == "false") && Missing.insert(File).second)
          problem(File, Why + "; it is an env_file, and what it sets is not known");
        continue;
      }
      if (!is_contained(S.Read, File))
        S.Read.push_back(File);
      std::vector<unsigned> Bad;
      To.add(parseEnv(F, F.add(File, std::move(*Text)), Variables, Bad));
    }
  }

  Number replicas(ArrayRef<Layer> Layers, const rules::Place &Where) {
    if (const Node *Mode = top(Layers, {"deploy", "mode"}); Mode && Mode->Text == "global")
      return Number::unknown(Mode->where(), "deploy.mode", "global: one on each node");
    const Node *N = top(Layers, {"deploy", "replicas"});
    StringRef What = N ? "replicas" : "scale";
    if (!N)
      N = top(Layers, {"scale"});
    if (N) {
      Value V = resolved(Value(*N));
      if (std::optional<int64_t> Count = numberOf(V); Count && *Count >= 0)
        return Number::stated(*Count, V.where(), What.str());
      return Number::unknown(V.where(), What.str(), V.text() + " is no number that is known");
    }
    return Number::usual(1, Where, "replicas", "one, as nothing is said");
  }

  /// A swarm can start the new one before it stops the old one; Compose itself never does.
  Number extra(ArrayRef<Layer> Layers, const Number &Replicas) {
    const Node *Order = top(Layers, {"deploy", "update_config", "order"});
    if (!Order || Order->Text != "start-first")
      return Number::usual(0, {}, "", "the old container is stopped before the new one starts");
    const Node *N = top(Layers, {"deploy", "update_config", "parallelism"});
    std::optional<int64_t> Count = N ? numberOf(resolved(Value(*N))) : 1;
    if (!Count || !Replicas.known())
      return Number::unknown(Order->where(), "order: start-first", "parallelism is not known");
    int64_t Of = Replicas.Count;
    return Number::stated(*Count == 0 ? Of : std::min(*Count, Of), Order->where(),
                          "order: start-first");
  }

  void command(ArrayRef<Layer> Layers, Service &Out) {
    const Node *Entry = top(Layers, {"entrypoint"}), *Command = top(Layers, {"command"});
    for (const Node *N : {Entry, Command})
      for (const Value &Word : wordsOf(N))
        Out.Command.push_back(resolved(Word));
  }

  const std::vector<Layer> &layersOf(const Node &Key) {
    auto [It, New] = Known.try_emplace(Key.Text);
    std::vector<Layer> &Layers = It->second;
    if (!New)
      return Layers;
    for (const ComposeFile &One : Files)
      if (const Node *N = One.Root->at({"services", Key.Text}); N && N->is(Node::Map)) {
        if (N->Whole)
          Layers.clear();
        layers(*N, One.Path, Key.Text, Layers, {});
      }
    return Layers;
  }

  /// What \p Key waits for; and notes what must be over before it starts.
  std::vector<std::string> dependencies(const Node &Key) {
    std::vector<std::string> Out;
    for (const Layer &L : layersOf(Key))
      if (const Node *N = L.N->get("depends_on")) {
        for (const Node *One : N->Items)
          Out.push_back(One->Text);
        for (const auto &[Name, Of] : N->all()) {
          Out.push_back(Name->Text);
          const Node *Condition = Of->get("condition");
          if (Condition && Condition->Text == "service_completed_successfully")
            Before.insert(Name->Text);
        }
      }
    return Out;
  }

  void service(const Node &Key) {
    const std::vector<Layer> &Layers = layersOf(Key);
    rules::Place Where = Key.where();
    if (Layers.empty())
      return;
    if (!starts(Layers, Key))
      return;
    if (Before.count(Key.Text)) {
      S.Notes.push_back({"service " + Key.Text +
                             " is not counted: it is over before those that "
                             "depend on it start",
                         Where});
      return;
    }
    Service Out;
    Out.Name = Key.Text;
    Out.Kind = "compose service";
    Out.Where = Where;
    if (const Node *Image = top(Layers, {"image"}))
      Out.Image = resolved(Value(*Image)).text();
    Out.Hosts.push_back(Key.Text);
    for (StringRef Name : {"container_name", "hostname"})
      if (const Node *N = top(Layers, {Name}))
        Out.Hosts.push_back(resolved(Value(*N)).text());
    if (const Node *Networks = top(Layers, {"networks"}))
      for (const auto &[Network, Of] : Networks->all())
        if (const Node *Aliases = Of->get("aliases"))
          for (const Node *One : Aliases->Items)
            Out.Hosts.push_back(One->Text);
    for (const Layer &L : Layers)
      addEnvFiles(L, Out.Env);
    for (const Layer &L : Layers) {
      const Node *Env = L.N->get("environment");
      Environment Own = environmentOf(Env);
      for (const auto &[Name, V] : Own.all())
        Out.Env.set(Name, resolved(V));
      passOn(Env, Out.Env);
    }
    if (const Node *Volumes = top(Layers, {"volumes"}))
      for (const Node *One : Volumes->Items) {
        const Node *From = One->is(Node::Map) ? One->get("source") : One;
        if (From && From->is(Node::Scalar))
          Out.Files.push_back(
              joinPath(Layers.back().Directory,
                       resolved(Value(*From)).text().substr(0, From->Text.find(':'))));
      }
    command(Layers, Out);
    Out.Replicas = replicas(Layers, Where);
    Out.Extra = extra(Layers, Out.Replicas);
    Out.DependsOn = dependencies(Key);
    if (Out.Replicas.known() && Out.Replicas.Count == 0) {
      S.Notes.push_back(
          {"service " + Key.Text + " is not counted: it has no replicas", Out.Replicas.Where});
      return;
    }
    S.Services.push_back(std::move(Out));
  }

  /// Names without a value take the one of who starts it all, here of the .env file.
  void passOn(const Node *Env, Environment &To) {
    if (!Env)
      return;
    auto Pass = [&](StringRef Name) {
      if (const Value *V = Variables.get(Name))
        To.set(Name, *V);
    };
    for (const auto &[Name, V] : Env->all())
      if (V->is(Node::Null))
        Pass(Name->Text);
    for (const Node *One : Env->Items)
      if (One->is(Node::Scalar) && !StringRef(One->Text).contains('='))
        Pass(One->Text);
  }

  /// A service with profiles starts only where one of them is asked for.
  bool starts(ArrayRef<Layer> Layers, const Node &Key) {
    const Node *N = top(Layers, {"profiles"});
    if (!N || N->Items.empty())
      return true;
    const Value *Wanted = Variables.get("COMPOSE_PROFILES");
    SmallVector<StringRef, 4> Asked;
    if (Wanted)
      StringRef(Wanted->text()).split(Asked, ',');
    std::string Own;
    for (const Node *One : N->Items) {
      Own += (Own.empty() ? "" : ", ") + One->Text;
      if (is_contained(Asked, StringRef(One->Text)) || is_contained(Asked, StringRef("*")))
        return true;
    }
    S.Notes.push_back({"service " + Key.Text + " is not counted: it starts only with the profile " +
                           Own + ", and COMPOSE_PROFILES does not name it",
                       Key.where()});
    return false;
  }

  void tellUnset() {
    if (Unset.empty())
      return;
    constexpr size_t Most = 8;
    std::vector<std::string> Names(Unset.begin(), Unset.end());
    size_t More = Names.size() > Most ? Names.size() - Most : 0;
    Names.resize(Names.size() - More);
    S.Notes.push_back({"no value is known for " + join(Names, ", ") +
                           (More ? " and " + std::to_string(More) + " more" : std::string()) +
                           (HasEnv ? ": the .env file does not set " +
                                         std::string(Names.size() + More == 1 ? "it" : "them")
                                   : ": there is no .env file beside it, and none was given"),
                       {Files.back().Path, 0, 0, 0}});
  }

  Forest &F;
  std::vector<ComposeFile> Files;
  ReadFile Read;
  Stack &S;
  Environment Variables;
  bool HasEnv = false;
  std::map<std::string, const Node *> Loaded;
  std::map<std::string, std::vector<Layer>> Known;
  std::set<std::string> Missing, Unset, InCycles, Before;
};

} // namespace

void readCompose(Forest &F, ArrayRef<ComposeFile> Files, const Environment &Given, ReadFile Read,
                 Stack &S) {
  Project(F, Files, Read, S).run(Given);
}

} // namespace pooltidy::deploy
