//===- Words.h - Command lines as words -------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Splits command lines as a shell does, without running any: quotes, backslashes,
// `&&`, `;`, `|` and `&`, and the line inside `sh -c`. What needs a shell to know, such
// as $(nproc), stays as it is written.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_WORDS_H
#define POOLTIDY_TOOL_DEPLOY_WORDS_H

#include "tool/deploy/Stack.h"

namespace pooltidy::deploy {

/// One command of a line.
struct Simple {
  std::vector<Value> Words;
  bool Background = false; ///< `&` follows: the next one runs at the same time
};

/// \p Line as words; operators and line ends end a command.
std::vector<Simple> splitLine(const Value &Line);

/// The commands that \p S runs, with the variables of its environment put in where a
/// shell would.
std::vector<Simple> commandsOf(const Service &S);

/// The last part of a path: "gunicorn" of "/usr/bin/gunicorn".
llvm::StringRef baseName(llvm::StringRef Word);

/// The value that one of \p Names has among \p Words: `--name=4`, `--name 4`, `-n4`. The
/// last one counts. An option without a value gives an empty one.
std::optional<Value> optionOf(llvm::ArrayRef<Value> Words, llvm::ArrayRef<std::string> Names);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_WORDS_H
