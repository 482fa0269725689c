//===- Names.h - The words of pooler profiles -------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The words of the YAML files, indexed by the enumerators they stand for. For use
// inside this layer.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_POOLERS_NAMES_H
#define POOLTIDY_POOLERS_NAMES_H

#include "poolers/Pooler.h"

#include "llvm/ADT/ArrayRef.h"

namespace pooltidy::poolers {

llvm::ArrayRef<llvm::StringRef> outcomeNames();
llvm::ArrayRef<llvm::StringRef> evidenceNames();
llvm::ArrayRef<llvm::StringRef> featureNames();
llvm::ArrayRef<llvm::StringRef> familyNames();

} // namespace pooltidy::poolers

#endif // POOLTIDY_POOLERS_NAMES_H
