//===- Escape.h - Text that comes from the analysed tree --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// File names, SQL and comments of the analysed tree end up in terminals, web pages,
// pull requests and build logs, all of which obey some of what they are shown. Each
// function here makes text harmless for one of them, and redacts passwords first: a
// format that writes tree text through these alone can do neither wrong.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_ESCAPE_H
#define POOLTIDY_TOOL_REPORTS_ESCAPE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pooltidy::tool {

/// \p Text in valid UTF-8 and with passwords redacted; bytes that are no text become
/// U+FFFD. For formats whose writer escapes the rest, such as JSON.
std::string cleanText(llvm::StringRef Text);

/// \p Text, which is redacted already, without what a reader would not see but a terminal
/// or a browser obeys: control characters, and those that reorder the text around them.
std::string visible(llvm::StringRef Text);

/// cleanText and visible, on one line.
std::string cleanLine(llvm::StringRef Text);

/// \p Text between tags or in a quoted attribute of XML or HTML. Not redacted: it is for
/// text that went through cleanLine, or for our own.
std::string markup(llvm::StringRef Text);

/// \p Text in a line of Markdown, as text and nothing else.
std::string markdown(llvm::StringRef Text);
/// \p Text in a line of Markdown, as code.
std::string markdownCode(llvm::StringRef Text);

/// \p Path as the path of a URI: all but the unreserved bytes and / become %XX.
std::string uriPath(llvm::StringRef Path);

/// \p Text as the message of a GitHub workflow command, or as one of its properties.
std::string workflowMessage(llvm::StringRef Text);
std::string workflowProperty(llvm::StringRef Text);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_ESCAPE_H
