//===- Loader.h - From YAML nodes to models ---------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The pieces of the model reader, for use inside this layer. Each adds what it finds
// wrong to the Problems and carries on, so that one run tells everything.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_MODELS_LOADER_H
#define POOLTIDY_MODELS_LOADER_H

#include "models/Model.h"
#include "models/yaml/Reader.h"

namespace pooltidy::models {

/// One element of a `do:` list. \p ReturnIsSet says whether an operation before it
/// gave `return` a value, and is kept up to date.
std::optional<Operation> readOperation(const YAML::Node &N, const Condition &When,
                                       bool &ReturnIsSet, yaml::Problems &P);

/// One library document. Its File is the name that \p P was made with.
Library readLibrary(const YAML::Node &N, yaml::Problems &P);

} // namespace pooltidy::models

#endif // POOLTIDY_MODELS_LOADER_H
