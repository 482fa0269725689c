//===- Text.h - Text that is known in part ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A template: bytes whose source positions are known, with holes where the program
// puts something that only the run knows. It is what SQL recovery makes and what
// the SQL layer reads.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_TEXT_H
#define POOLTIDY_LEASES_TEXT_H

#include "facts/Facts.h"
#include "sql/Effects.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pooltidy::leases {

class Text {
public:
  Text() = default;
  static Text constant(llvm::StringRef Bytes, facts::Location Where = {});
  static Text literal(const facts::Literal &L);
  /// \p Why is a phrase for the coverage report: "the parameter 'name'".
  /// \p Same tells holes that surely hold the same text: equal and not 0.
  static Text hole(sql::HoleKind Kind, llvm::StringRef Why, facts::Location Where = {},
                   uint64_t Same = 0);

  void append(const Text &Other);
  /// What two texts that begin at the same place of the source have in common, with one hole for whole
  /// words in which they differ. Empty where that says nothing.
  static Text common(const Text &A, const Text &B);
  /// The bytes from \p From on, \p Count of them; what is left of a hole is one.
  Text slice(size_t From, size_t Count) const;

  /// The same text with its known letters in lower case.
  Text lowered() const;
  /// The first byte from \p From on that is in no hole and of which \p Fits holds; npos: none.
  /// \p Doubt is set where a hole stands before it.
  size_t findByte(size_t From, llvm::function_ref<bool(char)> Fits, bool &Doubt) const;

  const sql::SqlText &sql() const { return Sql; }
  llvm::StringRef bytes() const { return Sql.Text; }
  size_t size() const { return Sql.Text.size(); }
  bool empty() const { return Sql.Text.empty(); }
  bool complete() const { return Sql.Holes.empty(); }
  /// Whether it says nothing at all: one hole and no byte beside it.
  bool opaque() const { return Sql.Holes.size() == 1 && Sql.Holes[0].Length == Sql.Text.size(); }
  /// Why the \p I-th hole is one.
  llvm::StringRef why(size_t I = 0) const { return I < Whys.size() ? llvm::StringRef(Whys[I]) : llvm::StringRef(); }

  /// What the holes between \p From and \p To are known to have in common with others;
  /// 0 when nothing is known of one of them, or there are none.
  uint64_t identity(size_t From = 0, size_t To = ~size_t(0)) const;
  /// Marks it as one text of the run, whatever is in its holes: copies of it are that text.
  void mark();
  /// What mark() gave it and its copies, null where nobody did.
  const std::shared_ptr<const char> &marked() const { return Mark; }

  /// Where byte \p Offset stands in the source.
  facts::Location place(size_t Offset) const;
  /// Whether \p Length bytes from \p Offset on stand in the source just so, side by side:
  /// no escape, no hole, no macro's body.
  bool verbatim(size_t Offset, size_t Length) const;
  /// How many of the bytes from \p Offset on stand side by side in one line there.
  size_t run(size_t Offset, size_t Length) const;
  /// Where the text that begins at byte \p From and ends before \p To comes from other places
  /// of the source than the ones around it: the first byte of each such piece.
  std::vector<facts::Location> pieces(size_t From, size_t To) const;
  /// The text as a person reads it: holes are shown as "…".
  std::string shown() const;

  bool operator==(const Text &Other) const;
  /// Equal for texts that are ==. Counted once.
  uint64_t hash() const;
  /// As hash(), but different also where any part of the text stands elsewhere in the source.
  uint64_t originHash() const;

private:
  struct Origin {
    uint32_t Offset = 0;
    facts::Location Where;
    bool Fixed = false;
  };
  sql::SqlText Sql;
  std::vector<Origin> Origins;
  std::vector<std::string> Whys; ///< one a hole
  std::vector<uint64_t> Sames;   ///< likewise
  std::shared_ptr<const char> Mark; ///< see mark()
  mutable uint64_t Hash = 0;     ///< 0: not counted yet
};

/// Fills the conversions of \p Format with \p Arguments; missing ones become holes.
/// Width, precision and flags of %d and {:>8} are dropped:
/// they change blanks, never the words of a statement.
Text formatPrintf(const Text &Format, llvm::ArrayRef<Text> Arguments, bool ArgumentsKnown);
/// \p Names: of the arguments that have one, empty for the others.
Text formatBraces(const Text &Format, llvm::ArrayRef<Text> Arguments,
                  llvm::ArrayRef<std::string> Names = {});
Text formatPercent(const Text &Format, llvm::ArrayRef<Text> Arguments); ///< boost::format
Text formatDollar(const Text &Format, llvm::ArrayRef<Text> Arguments);  ///< absl::Substitute
/// Replaces the lowest-numbered %n of \p Format by \p Argument, as QString::arg does.
Text formatArg(const Text &Format, const Text &Argument);

/// Whether \p Bytes begin with the verb of a statement, as a fragment of one seldom does.
bool beginsLikeStatement(llvm::StringRef Bytes);

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_TEXT_H
