//===- ErrorCollector.h - What the compiler complains about -----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Counts errors and keeps the first few in words. Warnings are the compiler's business.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_ERRORCOLLECTOR_H
#define POOLTIDY_TOOL_SPEED_ERRORCOLLECTOR_H

#include "tool/speed/Frontend.h"

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"

namespace pooltidy::tool {

class ErrorCollector : public clang::DiagnosticConsumer {
public:
  explicit ErrorCollector(CompilerErrors &Out) : Out(Out) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    constexpr unsigned Shown = 3;
    if (++Out.Count > Shown)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    std::string Line;
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      clang::PresumedLoc At = Info.getSourceManager().getPresumedLoc(Info.getLocation());
      if (At.isValid())
        Line = std::string(At.getFilename()) + ":" + std::to_string(At.getLine()) + ": ";
    }
    Out.Lines.push_back(Line + std::string(Text));
  }

private:
  CompilerErrors &Out;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_ERRORCOLLECTOR_H
