//===- Logs.cpp - Who got no connection, by the logs ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Logs.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fstream>

using namespace llvm;

namespace pooltidy::deploy {
namespace {

/// The length of "15:04" or "15:04:05.123" at the start of \p Text, or 0.
size_t clock(StringRef Text) {
  auto Digits = [&](size_t At) {
    return At + 1 < Text.size() && isDigit(Text[At]) && isDigit(Text[At + 1]);
  };
  if (!Digits(0) || Text.size() < 5 || Text[2] != ':' || !Digits(3))
    return 0;
  size_t End = 5;
  if (End < Text.size() && Text[End] == ':' && Digits(End + 1))
    End += 3;
  if (End > 5 && End < Text.size() && (Text[End] == '.' || Text[End] == ',')) {
    ++End;
    while (End < Text.size() && isDigit(Text[End]))
      ++End;
  }
  return End;
}

/// The length of a date at the start of \p Text: 2026-11-24, 2026/11/24, Nov 24.
size_t date(StringRef Text) {
  auto Digit = [&](size_t At) { return At < Text.size() && isDigit(Text[At]); };
  if (Digit(0) && Digit(3) && Text.size() > 9 && (Text[4] == '-' || Text[4] == '/') && Digit(9))
    return 10;
  constexpr StringRef Months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (is_contained(Months, Text.take_front(3)) && Text.size() > 5 && Text[3] == ' ' && Digit(5))
    return 6;
  return 0;
}

} // namespace

std::string timeOf(StringRef Line) {
  // Container runtimes and severities may come before it.
  constexpr size_t Furthest = 80;
  for (size_t I = 0; I < std::min(Line.size(), Furthest); ++I) {
    if (I > 0 && isAlnum(Line[I - 1]))
      continue;
    size_t Day = date(Line.substr(I));
    size_t Gap =
        Day && I + Day < Line.size() && (Line[I + Day] == ' ' || Line[I + Day] == 'T') ? 1 : 0;
    if (Day && !Gap)
      return Line.substr(I, Day).str();
    if (size_t Clock = clock(Line.substr(I + Day + Gap)))
      return Line.substr(I, Day + Gap + Clock).str();
    if (Day)
      return Line.substr(I, Day).str();
  }
  return "";
}

void readLog(const std::string &Path, const Knowledge &K, Deployment &D,
             std::vector<Problem> &Problems) {
  std::ifstream In(Path, std::ios::binary);
  if (!In) {
    Problems.push_back({Path, "the log cannot be read"});
    return;
  }
  D.LogsRead.push_back(Path);
  std::vector<LogCount> Counts(K.Logs.size());
  std::string Line;
  for (unsigned Number = 1; std::getline(In, Line); ++Number)
    for (size_t I = 0; I < K.Logs.size(); ++I)
      if (any_of(K.Logs[I].Texts, [&](StringRef T) { return StringRef(Line).contains(T); })) {
        LogCount &C = Counts[I];
        if (!C.Count++) {
          C.Line = Number;
          C.First = timeOf(Line);
        }
        C.Last = timeOf(Line);
        break;
      }
  for (size_t I = 0; I < Counts.size(); ++I)
    if (Counts[I].Count) {
      Counts[I].File = Path;
      Counts[I].Name = K.Logs[I].Name;
      Counts[I].Means = K.Logs[I].Means;
      D.Logs.push_back(std::move(Counts[I]));
    }
}

void judgeLogs(const Deployment &D, std::vector<rules::Finding> &Out) {
  for (const LogCount &C : D.Logs) {
    rules::Finding F;
    F.Check = "pooling-oversized-pool";
    F.Subject = C.Name;
    F.Level = rules::Severity::Warning;
    F.What = rules::Consequence::Exhausts;
    F.Where = {C.File, C.Line, 1, 0};
    F.Message = C.Means + ", " + std::to_string(C.Count) + (C.Count == 1 ? " time" : " times");
    if (!C.First.empty())
      F.Message += C.First == C.Last ? ", at " + C.First : ", from " + C.First + " to " + C.Last;
    F.Fix = "See which services ask for how many connections in the budget, and lower the "
            "numbers or raise the limit.";
    Out.push_back(std::move(F));
  }
}

} // namespace pooltidy::deploy
