//===- Main.cpp - Runs live cases -----------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs cases and prints what they showed, one JSON object a line.
//
//   RUNNER [--slow] [--only NAME] DIRECT_HOST POOLED_HOST
//
// Each run of a case has a process of its own, so that a crash or a global variable of one
// case changes nothing for the next. Without --slow, the cases that wait for time to pass
// are left out; with it, they alone are run.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "Pool.h"
#include "Waits.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <utility>

using namespace live;

namespace {

/// Server connections of a pool. They take turns, so that the leases of a case come back to
/// one only after all others.
constexpr int Servers = 4;
/// A case that did not come back after this is said to hang.
constexpr int HangsAfter = 3500, StuckAfter = 20000;

enum class Way { Direct, InTransaction, Pooled };

struct Places {
  std::string Direct, Pooled;
};

void quote(std::string &Out, std::string_view Text) {
  Out += '"';
  for (unsigned char C : Text) {
    char Hex[8];
    if (C == '"' || C == '\\')
      (Out += '\\') += C;
    else if (C < ' ')
      Out.append(Hex, std::snprintf(Hex, sizeof Hex, "\\u%04x", C));
    else
      Out += C;
  }
  Out += '"';
}

void list(std::string &Out, const char *Name, const std::vector<std::string> &Texts) {
  quote(Out, Name);
  Out += ": [";
  for (size_t I = 0; I < Texts.size(); ++I) {
    if (I)
      Out += ", ";
    quote(Out, Texts[I]);
  }
  Out += "]";
}

std::string json(const Seen &S) {
  std::string Out = "{";
  list(Out, "notes", S.Notes);
  list(Out += ", ", "left", S.Left);
  Out += S.Blocked ? ", \"blocked\": true" : ", \"blocked\": false";
  Out += S.Deadlocked ? ", \"deadlocked\": true}" : ", \"deadlocked\": false}";
  return Out;
}

/// Where the client libraries connect to.
void point(const std::string &Host, const std::string &Database) {
  setenv("PGHOST", Host.c_str(), 1);
  setenv("PGDATABASE", Database.c_str(), 1);
  setenv("PGUSER", "app", 1);
}

/// Ends a case that waits for itself: nobody else uses its pool, so when a client waits
/// and all servers are in use, it will wait for ever.
class Watch {
public:
  Watch(const std::string &Host, const std::string &Database, int Size)
      : P(Host, Database, Size), Thread([this] { run(); }) {}
  ~Watch() {
    Done = true;
    Thread.join();
  }

private:
  void run() {
    while (!Done) {
      ::poll(nullptr, 0, 5);
      if (!P.starves())
        continue;
      seen().Deadlocked = true;
      P.kill();
      return;
    }
  }
  Pool P;
  std::atomic<bool> Done = false;
  std::thread Thread;
};

/// Runs in a process of its own.
void runCase(const Case &C, Way How, const Places &At, const std::string &Database) {
  if (How != Way::Pooled) {
    point(At.Direct, "live");
    connect(How == Way::InTransaction)->run(C);
    return;
  }
  if (C.Where == "deaf") {
    point(At.Pooled + "/deaf", "live");
    return C.Function(nullptr);
  }
  point(At.Pooled, Database);
  int Size = C.Where == "one" || C.Where == "session" ? 1 : Servers;
  Pool P(At.Pooled, Database, Size);
  P.look(/*Ask=*/false); // opens its server connections
  if (C.Where == "victims")
    P.leaveVictims();
  if (C.Where == "one") {
    Watch W(At.Pooled, Database, Size);
    return connect(false)->run(C);
  }
  if (C.Where == "cap") {
    Connection *A = connect(false);
    P.set("max_client_conn", std::to_string(P.clients() + 1));
    A->run(C);
    return P.set("max_client_conn", "500");
  }
  if (C.Where == "ignore")
    P.set("ignore_startup_parameters", "options");
  watchWaits(P);
  connect(false)->run(C); // stays connected, as programs do
  if (C.Where == "ignore")
    P.set("ignore_startup_parameters", "");
  for (const char *Name : {"PGOPTIONS", "PGGEQO", "PGTZ", "PGDATESTYLE"})
    unsetenv(Name); // cases set them for themselves
  Pool::Look After = P.look();
  Seen &S = seen();
  S.Left = std::move(After.Left);
  std::sort(S.Left.begin(), S.Left.end());
  S.Left.erase(std::unique(S.Left.begin(), S.Left.end()), S.Left.end());
  S.Blocked |= After.Blocked;
}

/// Runs a case in a child; what it showed comes back as JSON.
std::string runApart(const Case &C, Way How, const Places &At, const std::string &Database) {
  int Pipe[2];
  if (pipe(Pipe))
    std::exit(3);
  pid_t Child = fork();
  if (Child == 0) {
    close(Pipe[0]);
    runCase(C, How, At, Database);
    std::string Text = json(seen());
    const char *From = Text.data();
    for (size_t Left = Text.size(); Left;) {
      ssize_t Written = write(Pipe[1], From, Left);
      if (Written <= 0)
        break;
      From += Written;
      Left -= Written;
    }
    _exit(0);
  }
  close(Pipe[1]);
  std::string Text;
  bool Hangs = false;
  for (char Buffer[4096];;) {
    pollfd Wait{Pipe[0], POLLIN, 0};
    if (::poll(&Wait, 1, C.Where == "deaf" ? HangsAfter : StuckAfter) == 0) {
      Hangs = true;
      kill(Child, SIGKILL);
      break;
    }
    ssize_t Got = read(Pipe[0], Buffer, sizeof Buffer);
    if (Got <= 0)
      break;
    Text.append(Buffer, Got);
  }
  close(Pipe[0]);
  int Status = 0;
  waitpid(Child, &Status, 0);
  if (!Text.empty() && !Hangs)
    return Text;
  Seen S;
  S.Notes.push_back(Hangs ? "!hangs" : "!died " + std::to_string(WTERMSIG(Status)));
  return json(S);
}

/// The parent's side: runs all cases in turn.
class Session {
public:
  explicit Session(Places At) : At(std::move(At)), Direct(openClient(this->At.Direct, "live")) {}
  void report(const Case &C);

private:
  /// Tables and sequences as every run finds them.
  void reset();

  /// The names with settings of their own are in the pooler's configuration.
  std::string database(std::string_view Kind) {
    return (Kind.empty() ? "live" : std::string(Kind)) + std::to_string(Numbers[Kind]);
  }
  Pool pool(std::string_view Kind) { return {At.Pooled, database(Kind), Servers}; }

  Places At;
  Client Direct;
  std::map<std::string_view, int> Numbers; ///< of databases, by their kind
  bool Used = false;                       ///< the pool of ordinary cases is not as new
};

void Session::reset() {
  // A server notices a moment later that its client has gone, and keeps its locks until then.
  for (int Try = 0; Try < 400; ++Try) {
    std::unique_ptr<PGresult, decltype(&PQclear)> Locks(
        PQexec(Direct.get(), "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'"), PQclear);
    if (PQntuples(Locks.get()) == 0)
      break;
    ::poll(nullptr, 0, 5);
  }
  PQclear(PQexec(Direct.get(), "SELECT live_reset()"));
}

void Session::report(const Case &C) {
  std::string Out = "{";
  for (auto [Name, Text] :
       {std::pair("name", C.Name), std::pair("says", C.Says), std::pair("checks", C.Checks),
        std::pair("where", C.Where), std::pair("file", C.File)}) {
    quote(Out, Name);
    quote(Out += ": ", Text);
    Out += ", ";
  }
  Out += "\"line\": " + std::to_string(C.Line);
  reset();
  std::string Alone = runApart(C, Way::Direct, At, "");
  Out += ", \"direct\": " + Alone;
  if (C.Says.find("outside") != std::string_view::npos) {
    reset();
    Out += ", \"wrapped\": " + runApart(C, Way::InTransaction, At, "");
  }
  reset();
  bool Same = C.Says == "same";
  if (C.Where.empty() && !Same && std::exchange(Used, false))
    pool("").clean();
  int &Number = Numbers[C.Where];
  Number += Number == 0 || !C.Where.empty();
  std::string Pooled = runApart(C, Way::Pooled, At, database(C.Where));
  Out += ", \"pooled\": " + Pooled + "}";
  std::puts(Out.c_str());
  std::fflush(stdout);
  if (C.Where == "deaf")
    return;
  if (!C.Where.empty() || Pooled.find("library") != std::string::npos) {
    pool(C.Where).kill(); // what was loaded into a server stays there
    Number += C.Where.empty();
    Used = false;
  } else if (Same && Alone == Pooled) {
    Used = true; // by something that does not matter to others of its kind
  } else {
    pool("").clean(); // at once: a lock stands in the way of the next case without a pooler
  }
}

} // namespace

int main(int Count, char **Arguments) {
  bool Slow = false;
  std::string_view Only;
  std::vector<std::string> Hosts;
  for (int I = 1; I < Count; ++I) {
    std::string_view Argument = Arguments[I];
    if (Argument == "--slow")
      Slow = true;
    else if (Argument == "--only" && I + 1 < Count)
      Only = Arguments[++I];
    else
      Hosts.emplace_back(Argument);
  }
  if (Hosts.size() != 2) {
    std::fprintf(stderr, "usage: %s [--slow] [--only NAME] DIRECT_HOST POOLED_HOST\n",
                 Arguments[0]);
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  std::vector<Case> &Cases = cases();
  std::sort(Cases.begin(), Cases.end(), [](const Case &A, const Case &B) {
    return std::tie(A.File, A.Line) < std::tie(B.File, B.Line);
  });
  Session All{{Hosts[0], Hosts[1]}};
  for (const Case &C : Cases)
    if (Only.empty() ? Slow == (C.Where == "deaf") : Only == C.Name)
      All.report(C);
}
