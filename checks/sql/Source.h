//===- Source.h - The text under analysis and its holes ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two copies of the text, of the same length as the input, so that one offset
// means the same place everywhere:
//
//   base()  what is known: holes are runs of HoleMark; NULs and stray marks are spaces
//   work()  what the scanner and the grammar read: holes and placeholders filled in
//
// The text of a DO body is turned into plain SQL in place (doubled quotes, the
// quotes around it), again without changing its length, so bodies, and bodies in
// bodies, need no mapping of offsets either.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_SOURCE_H
#define POOLTIDY_SQL_SOURCE_H

#include "sql/Effects.h"

#include <string>
#include <string_view>
#include <vector>

namespace pooltidy::sql {

class Source {
public:
  explicit Source(const SqlText &Sql);

  uint32_t size() const { return uint32_t(Base.size()); }
  std::string_view base() const { return Base; }
  std::string_view base(uint32_t Begin, uint32_t End) const {
    return std::string_view(Base).substr(Begin, End - Begin);
  }
  std::string_view work() const { return Work; }
  std::string_view work(uint32_t Begin, uint32_t End) const {
    return std::string_view(Work).substr(Begin, End - Begin);
  }
  /// The working text, to fill in. The byte at size() is a NUL and must stay one.
  char *work(uint32_t At) { return Work.data() + At; }

  const std::vector<Hole> &holes() const { return Holes; }
  /// The first hole that ends after \p At, as an index into holes().
  size_t holeFrom(uint32_t At) const;
  bool hasHole(uint32_t Begin, uint32_t End) const;

  /// Appends base text, each hole as one HoleMark.
  void append(std::string &Out, uint32_t Begin, uint32_t End) const;

  /// Declares Begin..End unknown. The range may touch no other hole in part.
  void punch(uint32_t Begin, uint32_t End);
  /// Overwrites known text in both copies.
  void write(uint32_t At, std::string_view Text);
  void blank(uint32_t Begin, uint32_t End);

private:
  std::vector<Hole> Holes;
  std::string Base;
  std::string Work;
};

/// \p Name with each HoleMark as an ellipsis, for messages; long text is cut.
std::string shown(std::string_view Name);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_SOURCE_H
