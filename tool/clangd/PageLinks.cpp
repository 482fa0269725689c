//===- PageLinks.cpp - From a finding in the editor to its page -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd makes the link of a diagnostic up from the name of its check, and it leads to
// LLVM's site, where our pages are not. What is sent to the editor goes through a transport,
// so ours stands before clangd's own and puts the right link into diagnostics of our checks.
//
// The two classes are declared as clangd declares them: their headers are not installed.
//
//===----------------------------------------------------------------------===//

#include "tool/reports/DocsUrl.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <memory>

namespace clang::clangd {

class Transport {
public:
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
  virtual void reply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;
  class MessageHandler;
  virtual llvm::Error loop(MessageHandler &) = 0;
};

enum JSONStreamStyle : int;

} // namespace clang::clangd

namespace {

using namespace clang::clangd;
using namespace llvm;

/// Hands everything on to the transport behind it.
class LinkingTransport : public Transport {
public:
  explicit LinkingTransport(std::unique_ptr<Transport> Next) : Next(std::move(Next)) {
    static int Anchor; // any address of this program finds its path
    Docs = pooltidy::tool::docsUrl(sys::fs::getMainExecutable(nullptr, &Anchor));
  }

  void notify(StringRef Method, json::Value Params) override {
    if (Method == "textDocument/publishDiagnostics")
      if (json::Object *O = Params.getAsObject())
        if (json::Array *Diagnostics = O->getArray("diagnostics"))
          for (json::Value &D : *Diagnostics)
            link(D);
    Next->notify(Method, std::move(Params));
  }
  void call(StringRef Method, json::Value Params, json::Value ID) override {
    Next->call(Method, std::move(Params), std::move(ID));
  }
  void reply(json::Value ID, Expected<json::Value> Result) override {
    Next->reply(std::move(ID), std::move(Result));
  }
  Error loop(MessageHandler &H) override { return Next->loop(H); }

private:
  void link(json::Value &Diagnostic) const {
    json::Object *D = Diagnostic.getAsObject();
    std::optional<StringRef> Code = D ? D->getString("code") : std::nullopt;
    if (!Code || !Code->starts_with("pooling-"))
      return;
    if (Docs.empty())
      D->erase("codeDescription"); // none is better than a wrong one
    else
      (*D)["codeDescription"] = json::Object{{"href", Docs + "/" + Code->str() + ".md"}};
  }

  std::unique_ptr<Transport> Next;
  std::string Docs;
};

} // namespace

#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
extern "C" {

std::unique_ptr<Transport>
__real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
    std::FILE *, raw_ostream &, raw_ostream *, bool, JSONStreamStyle);

std::unique_ptr<Transport>
__wrap__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
    std::FILE *In, raw_ostream &Out, raw_ostream *Mirror, bool Pretty, JSONStreamStyle Style) {
  return std::make_unique<LinkingTransport>(
      __real__ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE(
          In, Out, Mirror, Pretty, Style));
}

} // extern "C"
