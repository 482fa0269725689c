//===- Listen.cpp - Notifications on a pooled connection ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LISTEN registers the server connection, not the client.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> listen(const leases::Observation &O, const Context &C) {
  const std::string Fix = "Listen on a connection of its own that goes straight to the server (session mode), or poll a "
                          "table for what the notification would announce.";
  if (O.About == leases::Subject::NotificationWait)
    return verdict(C, poolers::Feature::Listen, quoted(O),
                   {"a notification reaches whichever client holds the server connection when it comes, or nobody; this "
                    "program may wait for ever, without an error",
                    "the registration is gone after its transaction, so this program waits for ever, without an error",
                    "the pooler does not pass notifications on"},
                   Fix);
  if (O.About != leases::Subject::Notification)
    return std::nullopt;
  if (O.What == leases::Clash::Expects)
    return verdict(C, poolers::Feature::Listen, quoted(O) + when(O),
                   {"it ends the registration of whichever server connection it runs on; the one that was registered "
                    "stays so",
                    "the registration is already gone", "the pooler refuses it"},
                   Fix);
  return verdict(C, poolers::Feature::Listen, quoted(O) + when(O),
                 {"the server connection stays registered after this program has given it back: notifications are "
                  "dropped or reach a client that never asked for them, and this program waits for ever",
                  "the pooler ends the registration with the transaction, so no notification ever comes",
                  "the pooler refuses it"},
                 Fix);
}

} // namespace pooltidy::rules
