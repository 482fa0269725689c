//===- Watch.cpp - One file must not take the others down -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Watch.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <new>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr size_t Slots = 1024; ///< threads that can parse at the same time and be watched
constexpr uint32_t Idle = ~0u;

uint64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// The first number after \p Key in \p Text.
std::optional<uint64_t> numberAfter(StringRef Text, StringRef Key) {
  size_t At = Text.find(Key);
  uint64_t N;
  if (At == StringRef::npos ||
      Text.drop_front(At + Key.size()).ltrim().take_while(isDigit).getAsInteger(10, N))
    return std::nullopt;
  return N;
}

std::string textOf(const Twine &Path) {
  auto Buffer = MemoryBuffer::getFileAsStream(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

/// What \p Process has in memory and could not give back; 0 where the system does not say.
uint64_t memoryOf(pid_t Process) {
  return numberAfter(textOf("/proc/" + Twine(Process) + "/status"), "RssAnon:").value_or(0) << 10;
}

} // namespace

uint64_t usualMemoryLimit() {
  std::optional<uint64_t> Free = numberAfter(textOf("/proc/meminfo"), "MemAvailable:");
  if (!Free)
    return 0;
  uint64_t Bytes = *Free << 10;
  if (auto Most = numberAfter(textOf("/sys/fs/cgroup/memory.max"), ""))
    if (auto Used = numberAfter(textOf("/sys/fs/cgroup/memory.current"), ""))
      Bytes = std::min(Bytes, *Most > *Used ? *Most - *Used : 0);
  return std::max<uint64_t>(Bytes / 10 * 9, uint64_t(4) << 30);
}

struct Watch::Board {
  struct Place {
    std::atomic<uint32_t> File{Idle};
    std::atomic<uint64_t> Since{0};
  };
  Place Places[Slots];
};

Watch::Watch() = default;

Watch::~Watch() {
  if (Shared)
    munmap(Shared, sizeof(Board));
}

StringRef Watch::why(uint32_t File) const {
  auto It = Wrong.find(File);
  return It == Wrong.end() ? StringRef() : StringRef(It->second);
}

Watch::Turn::Turn(Watch *W, uint32_t File) : W(W), Slot(Slots) {
  if (!W || !W->Shared)
    return;
  Alone = W->Suspects.count(File);
  Alone ? W->Beside.lock() : W->Beside.lock_shared();
  for (size_t I = 0; I < Slots; ++I) {
    uint32_t Expected = Idle;
    Board::Place &P = W->Shared->Places[I];
    if (P.File.load() != Idle)
      continue;
    P.Since = now();
    if (P.File.compare_exchange_strong(Expected, File)) {
      Slot = I;
      break;
    }
  }
}

Watch::Turn::~Turn() {
  if (!W || !W->Shared)
    return;
  if (Slot < Slots)
    W->Shared->Places[Slot].File = Idle;
  Alone ? W->Beside.unlock() : W->Beside.unlock_shared();
}

/// Runs \p Work in a child. Empty when it came to its end by itself, else what ended it.
std::string Watch::attempt(const Limits &L, function_ref<int(Watch &)> Work, int &Status) {
  for (Board::Place &P : Shared->Places)
    P.File = Idle;
  int Ends[2];
  if (pipe(Ends))
    return std::strerror(errno);
  outs().flush();
  errs().flush();
  pid_t Child = fork();
  if (Child < 0) {
    close(Ends[0]);
    close(Ends[1]);
    return std::strerror(errno);
  }
  if (!Child) {
    close(Ends[0]);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL); // nobody would wait for it any more
#endif
    std::exit(Work(*this)); // the other end of the pipe closes with the process
  }
  close(Ends[1]);
  std::string Killed;
  while (true) {
    pollfd Poll{Ends[0], POLLIN, 0};
    int Ready = poll(&Poll, 1, /*milliseconds=*/200);
    if (Ready > 0 || (Ready < 0 && errno != EINTR))
      break; // it is gone
    uint64_t Now = now();
    bool Parses = false;
    for (const Board::Place &P : Shared->Places) {
      uint32_t File = P.File;
      if (File == Idle)
        continue;
      Parses = true;
      uint64_t Since = P.Since;
      if (L.Seconds && Now > Since && Now - Since > uint64_t(L.Seconds) * 1000) {
        Killed = "it took longer than " + utostr(L.Seconds) + " s (--timeout)";
        Wrong[File] = Killed;
      }
    }
    // Linking and following a program are bounded by themselves.
    if (Killed.empty() && Parses && L.Bytes && memoryOf(Child) > L.Bytes)
      Killed = "it needs more memory than " + utostr(L.Bytes >> 20) + " MiB (--memory-limit)";
    if (!Killed.empty()) {
      kill(Child, SIGKILL);
      break;
    }
  }
  close(Ends[0]);
  int Result = 0;
  while (waitpid(Child, &Result, 0) < 0 && errno == EINTR)
    ;
  Status = WIFEXITED(Result) ? WEXITSTATUS(Result) : -1;
  if (!Killed.empty())
    return Killed;
  return WIFSIGNALED(Result)
             ? std::string("Clang crashed on it (") + strsignal(WTERMSIG(Result)) + ")"
             : std::string();
}

std::optional<int> Watch::over(Limits L, function_ref<int(Watch &)> Work) {
  Watch W;
  if (!L.Seconds && !L.Bytes)
    return Work(W);
  void *Memory =
      mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (Memory == MAP_FAILED)
    return Work(W);
  W.Shared = new (Memory) Board;
  while (true) {
    int Status = -1;
    const size_t Before = W.Wrong.size();
    std::string Why = W.attempt(L, Work, Status);
    if (Why.empty())
      return Status;
    if (W.Wrong.size() > Before)
      continue; // a file that took too long
    std::set<uint32_t> Open;
    for (const Board::Place &P : W.Shared->Places)
      if (P.File != Idle)
        Open.insert(P.File);
    if (Open.size() == 1 || Open.count(Headers)) {
      // Without headers in common it is seen which file it is.
      W.Wrong[Open.count(Headers) ? Headers : *Open.begin()] = Why;
      continue;
    }
    const size_t Known = W.Suspects.size();
    W.Suspects.insert(Open.begin(), Open.end());
    if (W.Suspects.size() > Known)
      continue;
    errs() << "pooltidy: error: the audit did not come to its end: the process that did it "
              "crashed or was killed, perhaps because the machine ran out of memory; fewer "
              "--jobs need less\n";
    return std::nullopt;
  }
}

} // namespace pooltidy::tool
