// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intercept/relay_event.h"

#include <string>

namespace telltale::cli {

/// What a person who decrypts should know of this event, as one line; empty where it is nothing new.
std::string relayLine(const intercept::RelayEvent &event);

} // namespace telltale::cli
