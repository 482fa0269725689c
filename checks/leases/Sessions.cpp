//===- Sessions.cpp - What happens on a connection ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Sessions.h"

#include "leases/Narrowing.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace pooltidy::leases {
namespace {

using sql::Effect;
using sql::EffectKind;

Subject settingSubject(llvm::StringRef Name) {
  if (Name == "role")
    return Subject::Role;
  if (Name == "session_authorization" || Name == "session authorization")
    return Subject::SessionAuthorization;
  if (Name == "session characteristics")
    return Subject::SessionCharacteristics;
  return Subject::Setting;
}

Subject subjectOf(const Effect &E) {
  switch (E.Kind) {
  case EffectKind::Set:
  case EffectKind::Reset: return settingSubject(E.Name);
  case EffectKind::Discard: return Subject::Discard;
  case EffectKind::Lock:
  case EffectKind::Unlock:
  case EffectKind::UnlockAll: return Subject::AdvisoryLock;
  case EffectKind::CreateTemp:
  case EffectKind::DropRelation: return Subject::TemporaryObject;
  case EffectKind::DeclareCursor:
  case EffectKind::FetchCursor:
  case EffectKind::CloseCursor: return Subject::Cursor;
  case EffectKind::Prepare:
  case EffectKind::Execute:
  case EffectKind::Deallocate: return Subject::SqlPrepared;
  case EffectKind::Listen:
  case EffectKind::Unlisten: return Subject::Notification;
  case EffectKind::SequenceRead: return Subject::SequenceValue;
  case EffectKind::BackendPid: return Subject::BackendPid;
  case EffectKind::Load: return Subject::Library;
  case EffectKind::SetSeed: return Subject::RandomSeed;
  case EffectKind::ExportSnapshot: return Subject::Snapshot;
  case EffectKind::SetLocal:
  case EffectKind::SetTransaction: return Subject::TransactionSetting;
  case EffectKind::TransactionLock: return Subject::TransactionLock;
  case EffectKind::LockTable: return Subject::TableLock;
  case EffectKind::RowLock: return Subject::RowLock;
  case EffectKind::Savepoint: return Subject::Savepoint;
  case EffectKind::LargeObjectOpen: return Subject::LargeObject;
  default: return Subject::SessionFunction;
  }
}

/// Forgets state made in this lease and returns it; an unknown name may be any.
/// \p Shared: of locks, which kind.
std::optional<Pending> removePending(Lease &L, Subject About, const std::string &Name, bool NameKnown,
                                     bool Shared = false);

/// Makes way for state of a name of which there is only one and returns where the old one
/// was made. What was made before a savepoint may come back.
std::optional<facts::Location> replacePending(Lease &L, Subject About, const std::string &Name) {
  for (size_t I = L.Alive.size(); I-- > 0;)
    if (L.Alive[I].Seen.About == About && L.Alive[I].Seen.Name == Name &&
        L.Alive[I].Depth >= L.Savepoints.size()) {
      facts::Location Old = L.Alive[I].Seen.Where;
      L.Alive.erase(L.Alive.begin() + I);
      return Old;
    }
  return std::nullopt;
}

/// Further pieces of a text that are told.
constexpr size_t MaxPieces = 2;

/// Of \p About there is one of a name at a time; locks and statements freed are counted.
bool isUnique(Subject About) { return About != Subject::AdvisoryLock && About != Subject::DeallocatedPrepared; }

/// The savepoints from the \p Depth-th on are released: what was made after them
/// belongs to what is around them.
void releaseSavepoints(Lease &L, size_t Depth) {
  L.Savepoints.resize(std::min(L.Savepoints.size(), Depth));
  for (size_t I = 0; I < L.Alive.size(); ++I) {
    if (L.Alive[I].Depth <= Depth)
      continue;
    const Pending &New = L.Alive[I];
    for (size_t Older = I; Older-- > 0;)
      if (isUnique(New.Seen.About) && L.Alive[Older].Seen.About == New.Seen.About &&
          L.Alive[Older].Seen.Name == New.Seen.Name) {
        L.Alive.erase(L.Alive.begin() + Older);
        --I;
        break;
      }
    L.Alive[I].Depth = Depth;
  }
}

/// Which savepoint \p Name names: the innermost of that name.
std::optional<size_t> findSavepoint(const Lease &L, const std::string &Name, bool NameKnown) {
  for (size_t I = L.Savepoints.size(); I-- > 0;)
    if (L.Savepoints[I] == Name || !NameKnown)
      return I;
  return std::nullopt;
}

/// One simple-protocol string or one extended-protocol statement, as it runs.
class Run {
public:
  Run(Lease &L, const std::vector<sql::Statement> &Statements, const Text &Sql, bool Simple, const Here &H)
      : L(L), Statements(Statements), Sql(Sql), H(H),
        Several(Simple && Statements.size() > 1) {}

  void run() {
    for (const sql::Statement &S : Statements) {
      Now = &S;
      // A failed transaction refuses everything but its end.
      bool Ends = S.Keyword == "COMMIT" || S.Keyword == "END" || S.Keyword == "ROLLBACK" || S.Keyword == "ABORT";
      if (L.Aborted && !Ends) {
        // That the program tries to undo what it made is enough: an error between
        // the two is not an error of the program.
        for (const Effect &E : S.Effects)
          if (E.Kind == EffectKind::Unlock || E.Kind == EffectKind::Deallocate)
            undo(subjectOf(E), E.Name, E.NameKnown && E.Name != "all", E.Shared);
          else if (E.Kind == EffectKind::UnlockAll)
            undoAll(Subject::AdvisoryLock);
        continue;
      }
      if (S.How == sql::Understanding::Opaque)
        L.Opaque = true;
      DrawnByNow = false;
      relyOnEarlier(L, S, H);
      size_t Made = L.Alive.size();
      for (const Effect &E : S.Effects)
        apply(E);
      useAlive(L, S, Made);
      L.SequenceDrawn |= DrawnByNow;
      if (!Several && !transactionSeen())
        endImplicit();
    }
    // Also where the string ended a transaction and went on.
    if (Several && !transactionSeen())
      endImplicit();
  }

private:
  Lease &L;
  const std::vector<sql::Statement> &Statements;
  const Text &Sql;
  const Here &H;
  const sql::Statement *Now = nullptr;
  bool Several;  ///< so that outside a transaction the string is one
  bool DrawnByNow = false; ///< the statement inserts rows

  Observation observe(const Effect &E, Clash What, Ending End) {
    Observation O;
    O.What = What;
    O.About = subjectOf(E);
    O.End = End;
    O.Where = Sql.place(E.Offset);
    O.Length = O.Where.valid() ? Sql.run(E.Offset, std::max(E.Length, 1u)) : 0;
    if (!O.Where.valid()) {
      O.Where = H.Call;
      O.Length = 0;
    }
    O.Name = E.Name;
    O.Spelling = E.Spelling;
    O.Library = H.Library;
    O.IfNotExists = E.IfNotExists;
    O.OnCommitDrop = E.OnCommitDrop;
    O.SetConfig = llvm::StringRef(E.Spelling).contains("set_config");
    // Which setting it is decides whether it matters.
    bool Inferred = E.Uncertain || Now->How != sql::Understanding::Parsed ||
                    (O.About == Subject::Setting && !E.NameKnown);
    O.Sure = Inferred ? Certainty::Likely : Certainty::Certain;
    if (H.Guessed)
      O.Sure = Certainty::Possible;
    std::vector<PathStep> Path = H.Path;
    // A text that is put together says where its parts are from.
    std::vector<facts::Location> Before = Sql.pieces(Now->Begin, E.Offset + 1);
    if (!Before.empty() && Sql.place(Now->Begin).valid())
      Path.push_back({Sql.place(Now->Begin), "the text of the statement begins here"});
    std::vector<facts::Location> After = Sql.pieces(E.Offset, Now->End);
    for (size_t I = 0; I < After.size() && I < MaxPieces; ++I)
      Path.push_back({After[I], "the text of the statement goes on here"});
    if (H.Call != O.Where)
      Path.push_back(
          {H.Call,
           transactionSeen() || Several || End != Ending::Statement
               ? "the statement is sent here"
               : "the statement is sent here, outside a transaction: as soon as it is done the "
                 "server connection may go to another client",
           StepKind::Send});
    // What is made in a transaction gets its path when the transaction ends.
    O.Paths.insert(What == Clash::Outlives ? std::move(Path) : wayThrough(L, Path));
    return O;
  }

  void emit(Observation O) {
    O.Origin = L.Origin;
    if (!L.Muted)
      H.Report(std::move(O));
  }

  bool transactionSeen() const { return L.inTransaction() || L.Pipeline; }
  /// Whether the statement runs alone, so that its effects end with it.
  bool single() const { return !transactionSeen() && !Several; }

  void remember(Subject About, const std::string &Name, facts::Location Where) {
    constexpr size_t Most = 64;
    if (L.MadeAt.size() < Most)
      L.MadeAt[{About, Name}] = Where;
  }

  void add(const Effect &E, bool Transactional, bool Try = false) {
    Pending P;
    P.Seen = observe(E, Clash::Outlives, Ending::None);
    P.NameKnown = E.NameKnown;
    P.Transactional = Transactional;
    P.Try = Try;
    P.Shared = E.Shared;
    P.Depth = L.Savepoints.size();
    // Of a lone statement the lease is over already.
    if (single())
      P.Seen = observe(E, Clash::Outlives, Ending::Statement);
    beginNarrowing(P.Seen, *Now, E, Sql, L, L.inTransaction() || (Several && !L.Pipeline), H);
    remember(P.Seen.About, P.Seen.Name, P.Seen.Where);
    L.Alive.push_back(std::move(P));
  }

  /// The same of state of which there is one of a name; what there was goes.
  void addAnew(const Effect &E) {
    std::optional<facts::Location> Old = replacePending(L, subjectOf(E), E.Name);
    add(E, /*Transactional=*/true);
    Observation &New = L.Alive.back().Seen;
    if (Old && *Old != New.Where && New.Narrow) {
      New.Narrow.reset();
      New.Against = Obstacle::Twice;
    }
  }

  void expects(const Effect &E, bool Release = false) {
    Observation O = observe(E, Clash::Expects, transactionSeen() ? Ending::None : Ending::Statement);
    O.Release = Release;
    if (auto Made = L.MadeAt.find({O.About, O.Name});
        Made != L.MadeAt.end() && Made->second != O.Where) {
      std::set<std::vector<PathStep>> Paths;
      for (std::vector<PathStep> Path : O.Paths) {
        Path.insert(Path.begin(),
                    {Made->second, "what it relies on is made here; since then the transaction has "
                                   "ended, and with it the hold on that server connection"});
        Paths.insert(std::move(Path));
      }
      O.Paths = std::move(Paths);
    }
    emit(std::move(O));
  }

  void needsTransaction(const Effect &E) {
    // Only where autocommit is seen: a helper may be called inside a transaction.
    if (single() && L.Tx == Transaction::None && !E.InBody)
      emit(observe(E, Clash::Alone, Ending::Statement));
  }

  /// Forgets what a statement undoes of this lease; false when there is nothing.
  bool undo(Subject About, const std::string &Name, bool NameKnown, bool Shared = false) {
    std::optional<Pending> Gone = removePending(L, About, Name, NameKnown, Shared);
    if (Gone)
      undone(*Gone, H);
    return Gone.has_value();
  }
  /// The same of all there is of a kind.
  bool undoAll(Subject About) {
    size_t Before = L.Alive.size();
    llvm::erase_if(L.Alive, [&](const Pending &P) {
      bool Gone = P.Seen.About == About;
      if (Gone)
        undone(P, H);
      return Gone;
    });
    return L.Alive.size() != Before;
  }

  void apply(const Effect &E);
  void cursor(const Effect &E);
  void savepoint(const Effect &E);

  void endImplicit() {
    // What a lone statement leaves behind has outlived its lease at once.
    for (Pending &P : L.Alive)
      if (P.Seen.End == Ending::None)
        P.Seen.End = Ending::Statement;
    flush(/*Commit=*/true, Ending::Statement);
  }

public:
  void flush(bool Commit, Ending End) {
    if (Commit)
      releaseSavepoints(L, 0);
    L.Savepoints.clear();
    for (Pending &P : L.Alive) {
      if (!Commit && P.Transactional)
        continue;
      if (P.Seen.End == Ending::None)
        P.Seen.End = End;
      if (H.Guessed)
        P.Seen.Sure = Certainty::Possible;
      if (P.Seen.About == Subject::Cursor)
        L.HeldCursors.insert(P.Seen.Name);
      for (Observation &U : P.Uses)
        emit(std::move(U));
      endNarrowing(L, P);
      if (H.Call.valid() && P.Seen.End != Ending::Statement) {
        std::vector<PathStep> Last = H.Path;
        Last.push_back(
            {H.Call,
             End == Ending::Commit
                 ? "the transaction is committed here, and the server connection may go to "
                   "another client"
             : End == Ending::Rollback
                 ? "the transaction is rolled back here, which does not undo it, and the server "
                   "connection may go to another client"
                 : "the transaction is still open at the end of this function",
             StepKind::End});
        std::set<std::vector<PathStep>> Paths;
        for (const std::vector<PathStep> &Path : P.Seen.Paths)
          Paths.insert(wayThrough(L, Path, Last));
        P.Seen.Paths = std::move(Paths);
      }
      emit(std::move(P.Seen));
    }
    L.Alive.clear();
    L.EndedCursors.insert(L.OpenCursors.begin(), L.OpenCursors.end());
    L.OpenCursors.clear();
    L.SequenceDrawn = false;
    L.Opaque = false;
    if (!L.Pipeline)
      L.Prepared.erase(""); // the unnamed statement does not survive a change of server
  }
};

std::optional<Pending> removePending(Lease &L, Subject About, const std::string &Name, bool NameKnown,
                                     bool Shared) {
  auto Match = [&](const Pending &P, bool Exact) {
    return P.Seen.About == About && P.Shared == Shared &&
           (P.Seen.Name == Name || (!Exact && (!NameKnown || !P.NameKnown)));
  };
  for (bool Exact : {true, false})
    for (size_t I = L.Alive.size(); I-- > 0;)
      if (Match(L.Alive[I], Exact)) {
        Pending Gone = std::move(L.Alive[I]);
        L.Alive.erase(L.Alive.begin() + I);
        return Gone;
      }
  return std::nullopt;
}

void Run::cursor(const Effect &E) {
  if (E.Kind == EffectKind::DeclareCursor) {
    L.EndedCursors.erase(E.Name);
    if (facts::Location Declared = Sql.place(E.Offset); Declared.valid())
      remember(Subject::Cursor, E.Name, Declared);
    if (E.Hold) {
      add(E, /*Transactional=*/true);
      return;
    }
    needsTransaction(E);
    L.OpenCursors.insert(E.Name);
    return;
  }
  bool Close = E.Kind == EffectKind::CloseCursor;
  if (Close && E.Name == "all") {
    // In autocommit there is nothing of its own to close, unless it was declared WITH HOLD,
    // and then the declaration is the finding.
    if (L.Tx == Transaction::None && single() && L.HeldCursors.empty())
      expects(E, Close);
    undoAll(Subject::Cursor);
    L.OpenCursors.clear();
    return;
  }
  auto Has = [&](const std::set<std::string> &Set) { return E.NameKnown ? Set.count(E.Name) != 0 : !Set.empty(); };
  bool Held = llvm::any_of(L.Alive, [&](const Pending &P) {
    return P.Seen.About == Subject::Cursor && (P.Seen.Name == E.Name || !E.NameKnown || !P.NameKnown);
  });
  if (Held) {
    if (Close)
      undo(Subject::Cursor, E.Name, E.NameKnown);
    return;
  }
  if (Has(L.OpenCursors)) {
    if (Close)
      L.OpenCursors.erase(E.Name);
    return;
  }
  if (Has(L.HeldCursors))
    return; // the declaration is the finding
  // Where nobody is seen to begin a transaction, the caller may have declared it in one.
  if (Has(L.EndedCursors) || (single() && L.Tx == Transaction::None))
    expects(E, Close);
}

void Run::savepoint(const Effect &E) {
  if (Now->Keyword == "SAVEPOINT") {
    L.Savepoints.push_back(E.Name);
    return;
  }
  std::optional<size_t> I = findSavepoint(L, E.Name, E.NameKnown);
  if (Now->Keyword == "RELEASE") {
    if (I)
      releaseSavepoints(L, *I);
    return;
  }
  rollbackTo(L, E.NameKnown || !I ? E.Name : L.Savepoints[*I]);
}

void Run::apply(const Effect &E) {
  switch (E.Kind) {
  case EffectKind::Begin:
    // BEGIN inside a transaction is a warning and nothing else.
    L.Muted = false;
    if (!L.inTransaction()) {
      L.Tx = Transaction::Open;
      L.Begun = Sql.place(E.Offset).valid() ? Sql.place(E.Offset) : H.Call;
      L.BegunSerial = H.Serial;
      L.BegunStep = H.Step;
      L.Thread = H.Thread;
      L.BegunBy = H.Path;
      L.Aborted = false;
    }
    return;
  case EffectKind::Commit:
  case EffectKind::PrepareTransaction:
  case EffectKind::Rollback: {
    bool Commit = E.Kind != EffectKind::Rollback && !L.Aborted;
    flush(Commit, Commit ? Ending::Commit : Ending::Rollback);
    L.Tx = E.Chain ? Transaction::Open : Transaction::None;
    L.Aborted = false;
    L.Begun = E.Chain ? H.Call : facts::Location();
    L.BegunBy = E.Chain ? H.Path : std::vector<PathStep>();
    return;
  }
  case EffectKind::Savepoint:
    if (!L.inTransaction()) { // refused in an implicit transaction, too
      if (L.Tx == Transaction::None)
        emit(observe(E, Clash::Alone, Ending::Statement));
      return;
    }
    savepoint(E);
    return;
  case EffectKind::Set:
    // The last SET of a name is the one that stays.
    addAnew(E);
    return;
  case EffectKind::Reset:
    if (E.Name == "all") {
      if (!undoAll(Subject::Setting))
        expects(E, true);
    } else if (!undo(subjectOf(E), E.Name, E.NameKnown)) {
      expects(E, true);
    }
    return;
  case EffectKind::Discard:
    if (E.Name == "temp") {
      if (undoAll(Subject::TemporaryObject))
        return;
    }
    if (E.Name == "sequences")
      L.SequenceDrawn = false;
    if (E.Name == "all")
      L.Named.clear();
    expects(E, true);
    return;
  case EffectKind::SetLocal:
  case EffectKind::SetTransaction:
  case EffectKind::TransactionLock:
  case EffectKind::RowLock:
  case EffectKind::LargeObjectOpen:
    needsTransaction(E);
    return;
  case EffectKind::LockTable:
    if (!E.InBody && !L.inTransaction() && !Several && L.Tx == Transaction::None)
      emit(observe(E, Clash::Alone, Ending::Statement));
    return;
  case EffectKind::Lock:
    add(E, /*Transactional=*/false, E.Try);
    return;
  case EffectKind::Unlock:
    if (!undo(Subject::AdvisoryLock, E.Name, E.NameKnown, E.Shared))
      expects(E, true);
    return;
  case EffectKind::UnlockAll:
    if (!undoAll(Subject::AdvisoryLock))
      expects(E, true);
    return;
  case EffectKind::CreateTemp:
    if (E.OnCommitDrop) {
      needsTransaction(E);
      return;
    }
    addAnew(E);
    return;
  case EffectKind::DropRelation:
    undo(Subject::TemporaryObject, E.Name, E.NameKnown);
    return;
  case EffectKind::DeclareCursor:
  case EffectKind::FetchCursor:
  case EffectKind::CloseCursor:
    cursor(E);
    return;
  case EffectKind::Prepare:
    replacePending(L, Subject::SqlPrepared, E.Name);
    add(E, /*Transactional=*/false);
    return;
  case EffectKind::Execute:
    for (Pending &P : L.Alive)
      if (P.Seen.About == Subject::SqlPrepared && (P.Seen.Name == E.Name || !E.NameKnown || !P.NameKnown)) {
        P.Uses.push_back(observe(E, Clash::Expects, Ending::None));
        return;
      }
    expects(E);
    return;
  case EffectKind::Deallocate:
    if (E.Name == "all") {
      llvm::erase_if(L.Alive, [](const Pending &P) {
        return P.Seen.About == Subject::SqlPrepared || P.Seen.About == Subject::NamedPrepared;
      });
      L.Named.clear();
      expects(E, true);
      return;
    }
    L.Named.erase(E.Name);
    if (undo(Subject::SqlPrepared, E.Name, E.NameKnown))
      return;
    if (undo(Subject::NamedPrepared, E.Name, E.NameKnown)) {
      // It is there, under this name, unless the pooler gave it another.
      Observation O = observe(E, Clash::Expects, Ending::None);
      O.About = Subject::DeallocatedPrepared;
      O.Release = true;
      emit(std::move(O));
      return;
    }
    expects(E, true);
    return;
  case EffectKind::Listen:
    replacePending(L, Subject::Notification, E.Name);
    add(E, /*Transactional=*/true);
    return;
  case EffectKind::Unlisten:
    if (!undo(Subject::Notification, E.Name, E.NameKnown && E.Name != "*"))
      expects(E, true);
    return;
  case EffectKind::SequenceAdvance:
    // An INSERT draws for what comes after it, not for the values it is given.
    (E.Name.empty() && Now->Keyword == "INSERT" ? DrawnByNow : L.SequenceDrawn) = true;
    return;
  case EffectKind::SequenceRead:
    if (L.SequenceDrawn || L.Opaque || L.Tx == Transaction::AssumedOpen)
      return;
    expects(E);
    return;
  case EffectKind::BackendPid: {
    // Comparing pg_stat_activity.pid with one's own is answered by one server.
    size_t From = llvm::StringRef(Sql.bytes()).slice(Now->Begin, E.Offset).find_insensitive(" from ");
    if (From == llvm::StringRef::npos && !L.inTransaction())
      expects(E);
    return;
  }
  case EffectKind::Load:
  case EffectKind::SetSeed:
    add(E, /*Transactional=*/false);
    return;
  case EffectKind::ExportSnapshot:
    if (single())
      emit(observe(E, L.Tx == Transaction::None ? Clash::Alone : Clash::Outlives, Ending::Statement));
    return;
  case EffectKind::SessionFunction:
    expects(E);
    return;
  case EffectKind::UseRelation:
  case EffectKind::Notify:
  case EffectKind::FinishPrepared:
  case EffectKind::OutsideOnly:
  case EffectKind::Sleep:
    return;
  }
}

Observation apiObservation(const Lease &L, Clash What, Subject About, std::string Name,
                           std::string Spelling, const Here &H) {
  Observation O;
  O.What = What;
  O.About = About;
  O.Where = H.Call;
  O.Name = std::move(Name);
  O.Spelling = std::move(Spelling);
  O.Library = H.Library;
  O.Sure = H.Guessed ? Certainty::Possible : Certainty::Certain;
  O.Paths.insert(What == Clash::Outlives ? H.Path : wayThrough(L, H.Path));
  return O;
}

} // namespace

std::vector<PathStep> wayThrough(const Lease &L, const std::vector<PathStep> &There,
                                 const std::vector<PathStep> &End) {
  std::vector<PathStep> Way;
  if (L.Begun.valid()) {
    Way = L.BegunBy;
    Way.push_back({L.Begun, "the transaction begins here", StepKind::Begin});
  }
  llvm::append_range(Way, There);
  llvm::append_range(Way, End);
  return Way;
}

void execute(Lease &L, const std::vector<sql::Statement> &Statements, const Text &Sql, bool Simple, const Here &H) {
  if (!Statements.empty())
    sending(L, H);
  Run(L, Statements, Sql, Simple, H).run();
}

void sending(Lease &L, const Here &H) {
  if ((L.Manual || L.BeginNext) && !L.inTransaction())
    begin(L, H);
}

void begin(Lease &L, const Here &H) {
  if (L.inTransaction())
    return;
  L.Tx = Transaction::Open;
  L.Begun = H.Call;
  L.BegunSerial = H.Serial;
  L.BegunStep = H.Step;
  L.Thread = H.Thread;
  L.BegunBy = H.Path;
  L.Aborted = L.Muted = L.BeginNext = false;
}

void sendingUnknown(Lease &L, const Here &H) {
  sending(L, H);
  useAll(L, H);
}

void finish(Lease &L, bool Commit, const Here &H) {
  static const std::vector<sql::Statement> Nothing;
  bool Really = Commit && !L.Aborted;
  Run(L, Nothing, Text(), true, H).flush(Really, Really ? Ending::Commit : Ending::Rollback);
  L.Tx = Transaction::None;
  L.Aborted = L.BeginNext = false;
  L.Begun = {};
  L.BegunBy.clear();
}

void savepoint(Lease &L, const std::string &Name) {
  if (L.inTransaction())
    L.Savepoints.push_back(Name);
}

void releaseSavepoint(Lease &L, const std::string &Name) {
  if (auto I = findSavepoint(L, Name, true))
    releaseSavepoints(L, *I);
}

void rollbackTo(Lease &L, const std::string &Name) {
  L.Aborted = false;
  auto I = findSavepoint(L, Name, true);
  if (!I) // of whoever began the transaction
    return;
  llvm::erase_if(L.Alive, [&](const Pending &P) { return P.Transactional && P.Depth > *I; });
  releaseSavepoints(L, *I + 1);
}

void leave(Lease &L, const Here &H) {
  static const std::vector<sql::Statement> Nothing;
  if (!L.Aborted)
    Run(L, Nothing, Text(), true, H).flush(true, Ending::Left);
}

void make(Lease &L, Subject About, std::string Name, std::string Spelling, bool NameKnown, bool Transactional,
          const Here &H) {
  if (L.Aborted)
    return;
  replacePending(L, About, Name);
  Pending P;
  P.Seen = apiObservation(L, Clash::Outlives, About, std::move(Name), std::move(Spelling), H);
  P.NameKnown = NameKnown;
  P.Transactional = Transactional;
  P.Depth = L.Savepoints.size();
  L.Alive.push_back(std::move(P));
  if (!L.inTransaction() && !L.Pipeline) {
    static const std::vector<sql::Statement> Nothing;
    Run(L, Nothing, Text(), true, H).flush(true, Ending::Statement);
  }
}

void expect(Lease &L, Subject About, std::string Name, std::string Spelling, const Here &H) {
  if (L.Aborted || L.Muted)
    return;
  Observation O = apiObservation(L, Clash::Expects, About, std::move(Name), std::move(Spelling), H);
  O.End = L.inTransaction() ? Ending::None : Ending::Statement;
  O.Origin = L.Origin;
  H.Report(std::move(O));
}

void alone(Lease &L, Subject About, std::string Spelling, const Here &H) {
  if (L.Tx != Transaction::None || L.Pipeline || L.Muted)
    return;
  Observation O = apiObservation(L, Clash::Alone, About, "", std::move(Spelling), H);
  O.End = Ending::Statement;
  O.Origin = L.Origin;
  H.Report(std::move(O));
}

bool release(Lease &L, Subject About, const std::string &Name, bool NameKnown) {
  return removePending(L, About, Name, NameKnown).has_value();
}

} // namespace pooltidy::leases
