//===- Kubernetes.cpp - Objects of Kubernetes -----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each container of a workload is a service of its own. How many pods there are at most
// is what its autoscaler allows, and while a Deployment is rolled out, a quarter more
// unless it says otherwise. Values of ConfigMaps and Secrets are taken from the objects in
// the same files; one that is elsewhere stays ${map.key}, which is at least the same for
// all who use it.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Files.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

StringRef text(const Node *N) {
  return N && N->is(Node::Scalar) ? StringRef(N->Text) : StringRef();
}

class Cluster {
public:
  Cluster(Forest &F, ArrayRef<const Node *> Documents, Stack &S) : F(F), S(S) {
    for (const Node *D : Documents)
      object(*D);
  }

  void run() {
    for (const Node *O : Objects)
      workload(*O);
  }

private:
  void object(const Node &D) {
    if (text(D.get("kind")) == "List") {
      if (const Node *Items = D.get("items"))
        for (const Node *One : Items->Items)
          object(*One);
    } else if (D.is(Node::Map)) {
      Objects.push_back(&D);
    }
  }

  static StringRef kindOf(const Node &O) { return text(O.get("kind")); }
  static StringRef nameOf(const Node &O) { return text(O.at({"metadata", "name"})); }

  const Node *find(StringRef Kind, StringRef Name) const {
    for (const Node *O : Objects)
      if (kindOf(*O) == Kind && nameOf(*O) == Name)
        return O;
    return nullptr;
  }

  static Number numberAt(const Node *N, StringRef What) {
    if (std::optional<int64_t> Count = numberOf(Value(*N)))
      return Number::stated(*Count, N->where(), What.str());
    return Number::unknown(N->where(), What.str(), N->Text + " is no number that is known");
  }

  const Node *scaler(StringRef Kind, StringRef Name) const {
    for (const Node *O : Objects)
      if (kindOf(*O) == "HorizontalPodAutoscaler" &&
          text(O->at({"spec", "scaleTargetRef", "name"})) == Name &&
          text(O->at({"spec", "scaleTargetRef", "kind"})) == Kind)
        return O->at({"spec", "maxReplicas"});
    return nullptr;
  }

  Number replicas(const Node &O, const rules::Place &Where) const {
    StringRef Kind = kindOf(O);
    if (const Node *Most = scaler(Kind, nameOf(O)))
      return numberAt(Most, "maxReplicas");
    if (Kind == "DaemonSet")
      return Number::unknown(Where, "DaemonSet", "one on each node");
    if (Kind == "CronJob" || Kind == "Job") {
      const Node *Spec = Kind == "Job" ? O.get("spec") : O.at({"spec", "jobTemplate", "spec"});
      if (const Node *N = Spec ? Spec->get("parallelism") : nullptr)
        return numberAt(N, "parallelism");
      return Number::usual(1, Where, "parallelism", "one, as nothing is said");
    }
    if (const Node *N = O.at({"spec", "replicas"}))
      return numberAt(N, "replicas");
    return Number::usual(1, Where, "replicas", "one, as nothing is said");
  }

  /// What runs besides while pods are replaced, or while a run of a job is not over yet.
  Number extra(const Node &O, const Number &Replicas) const {
    StringRef Kind = kindOf(O);
    if (Kind == "CronJob") {
      const Node *Policy = O.at({"spec", "concurrencyPolicy"});
      if (text(Policy) == "Forbid" || text(Policy) == "Replace")
        return Number::usual(0, {}, "", "");
      return Number::unknown(O.get("kind")->where(), "concurrencyPolicy",
                             "the next run may start before this one is over");
    }
    if (Kind != "Deployment" || text(O.at({"spec", "strategy", "type"})) == "Recreate")
      return Number::usual(0, {}, "", "");
    const Node *Surge = O.at({"spec", "strategy", "rollingUpdate", "maxSurge"});
    StringRef Of = Surge ? text(Surge) : StringRef("25%");
    rules::Place Where = Surge ? Surge->where() : O.get("kind")->where();
    int64_t N;
    if (Of.consume_back("%")) {
      if (!Replicas.known() || Of.getAsInteger(10, N))
        return Number::unknown(Where, "maxSurge", "the number of replicas is not known");
      // Rounded up, as there.
      N = (std::min<int64_t>(Replicas.Count, 1000000) * N + 99) / 100;
    } else if (Of.getAsInteger(10, N)) {
      return Number::unknown(Where, "maxSurge", Of.str() + " is no number that is known");
    }
    if (!Surge)
      return Number::usual(N, Where, "maxSurge", "maxSurge is 25% unless it is set");
    return Number::stated(N, Where, "maxSurge");
  }

  /// A value of a ConfigMap or Secret.
  std::optional<Value> lookUp(StringRef Kind, StringRef Name, StringRef Key) {
    const Node *O = find(Kind, Name);
    if (!O)
      return std::nullopt;
    for (StringRef Part : {"stringData", "data"})
      if (const Node *N = O->at({Part, Key}); N && N->is(Node::Scalar)) {
        if (Kind != "Secret" || Part != "data")
          return Value(*N);
        std::vector<char> Bytes;
        if (Error E = decodeBase64(N->Text, Bytes)) {
          consumeError(std::move(E));
          return std::nullopt;
        }
        Node &Plain = F.make(Node::Scalar, *N->From, N->Begin, N->End);
        Plain.Text.assign(Bytes.begin(), Bytes.end());
        return Value(Plain);
      }
    return std::nullopt;
  }

  Value named(const Node &At, const Twine &Name) {
    Node &N = F.make(Node::Scalar, *At.From, At.Begin, At.End);
    N.Text = ("${" + Name + "}").str();
    return Value(N);
  }

  void environment(const Node &Container, Environment &E) {
    if (const Node *From = Container.get("envFrom"))
      for (const Node *One : From->Items)
        for (auto [Ref, Kind] : {std::pair<StringRef, StringRef>("configMapRef", "ConfigMap"),
                                 {"secretRef", "Secret"}})
          if (const Node *Name = One->at({Ref, "name"}))
            if (const Node *O = find(Kind, text(Name)))
              for (StringRef Part : {"data", "stringData"})
                if (const Node *Data = O->get(Part))
                  for (const auto &[Key, V] : Data->all())
                    if (std::optional<Value> Of = lookUp(Kind, text(Name), Key->Text))
                      E.set((text(One->get("prefix")) + Key->Text).str(), *Of);
    const Node *Env = Container.get("env");
    if (!Env)
      return;
    for (const Node *One : Env->Items) {
      StringRef Name = text(One->get("name"));
      if (const Node *V = One->get("value"); V && V->is(Node::Scalar)) {
        E.set(Name, expand(Value(*V), E, Style::Kubernetes));
        continue;
      }
      for (auto [Ref, Kind] : {std::pair<StringRef, StringRef>("configMapKeyRef", "ConfigMap"),
                               {"secretKeyRef", "Secret"}})
        if (const Node *Of = One->at({"valueFrom", Ref})) {
          StringRef From = text(Of->get("name")), Key = text(Of->get("key"));
          std::optional<Value> V = lookUp(Kind, From, Key);
          E.set(Name, V ? *V : named(*Of, From + "." + Key));
        }
    }
  }

  void workload(const Node &O) {
    StringRef Kind = kindOf(O);
    const Node *Template = Kind == "CronJob" ? O.at({"spec", "jobTemplate", "spec", "template"})
                           : Kind == "Pod"   ? &O
                                             : O.at({"spec", "template"});
    const Node *Spec = Template ? Template->get("spec") : nullptr;
    if (!Spec)
      return;
    if (O.at({"spec", "suspend"}) && text(O.at({"spec", "suspend"})) == "true")
      return S.Notes.push_back({(Kind + " " + nameOf(O) + " is suspended and not counted").str(),
                                O.at({"spec", "suspend"})->where()});
    rules::Place Where = O.get("kind")->where();
    Number Replicas = replicas(O, Where), Extra = extra(O, Replicas);
    for (StringRef List : {"containers", "initContainers"})
      if (const Node *Containers = Spec->get(List))
        for (const Node *C : Containers->Items) {
          // The others are gone when the pod begins to work.
          if (List == "initContainers" && text(C->get("restartPolicy")) != "Always")
            continue;
          Service One;
          One.Name = nameOf(O).str();
          if (Containers->Items.size() > 1 || List == "initContainers")
            One.Name += ("/" + text(C->get("name"))).str();
          One.Kind = Kind.str();
          One.Where = C->get("name") ? C->get("name")->where() : C->where();
          One.Image = text(C->get("image")).str();
          hosts(O, *Template, One);
          environment(*C, One.Env);
          for (StringRef Part : {"command", "args"})
            if (const Node *Words = C->get(Part))
              for (const Node *W : Words->Items)
                if (W->is(Node::Scalar))
                  One.Command.push_back(expand(Value(*W), One.Env, Style::Kubernetes));
          One.Replicas = Replicas;
          One.Extra = Extra;
          S.Services.push_back(std::move(One));
        }
  }

  /// The Services that lead to the pods of \p O.
  void hosts(const Node &O, const Node &Template, Service &One) {
    for (const Node *Other : Objects) {
      const Node *Selector = Other->at({"spec", "selector"});
      if (kindOf(*Other) != "Service" || !Selector || Selector->all().empty())
        continue;
      bool Leads = all_of(Selector->all(), [&](const auto &E) {
        const Node *Label = Template.at({"metadata", "labels", E.first->Text});
        return Label && Label->Text == E.second->Text;
      });
      if (Leads)
        One.Hosts.push_back(nameOf(*Other).str());
    }
  }

  Forest &F;
  Stack &S;
  std::vector<const Node *> Objects;
};

} // namespace

bool isKubernetes(ArrayRef<const Node *> Documents) {
  return any_of(Documents, [](const Node *D) {
    return !text(D->get("kind")).empty() && !text(D->get("apiVersion")).empty();
  });
}

void readKubernetes(Forest &F, ArrayRef<const Node *> Documents, Stack &S) {
  Cluster(F, Documents, S).run();
}

} // namespace pooltidy::deploy
