//===- Embed.h - Bytes as C++ source ---------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For the small programs that run during the build and put data into the binary.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SUPPORT_EMBED_H
#define POOLTIDY_SUPPORT_EMBED_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace pooltidy::support {

/// Writes \p Bytes to \p File as the elements of an array of unsigned char.
inline llvm::Error writeBytes(llvm::StringRef File, llvm::StringRef Bytes) {
  std::error_code EC;
  llvm::raw_fd_ostream OS(File, EC);
  if (EC)
    return llvm::createStringError(EC, "%s: %s", File.str().c_str(), EC.message().c_str());
  for (size_t I = 0; I < Bytes.size(); ++I)
    OS << static_cast<unsigned>(static_cast<unsigned char>(Bytes[I])) << (I % 24 == 23 ? ",\n" : ",");
  return llvm::Error::success();
}

/// The content of \p File.
inline llvm::Expected<std::string> readFile(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(), "%s: %s", File.str().c_str(),
                                   Buffer.getError().message().c_str());
  return (*Buffer)->getBuffer().str();
}

} // namespace pooltidy::support

#endif // POOLTIDY_SUPPORT_EMBED_H
