// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/values.h"

#include <string>

/// The records `identifier` and `profile` of CONTRACT, written as those of record_writer.h.
namespace telltale::session {

std::string identifierRecord(const IdentifierSeen &identifier);

/// `searches` and `urls` are texts, each once, in the order of time. `facts` has them with the exchange that
/// carried each, its time and the identifiers sent along; `accounts` the same for what gives them a name.
std::string profileRecord(const Profile &profile);

} // namespace telltale::session
