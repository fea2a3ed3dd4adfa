// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace telltale::capture {

/// The comment (pcapng opt_comment) that says that the phone is sent to the relay no longer. telltale-capture puts it
/// on the interface statistics it then writes, whose time is the moment; a recording has it on the next packet.
inline constexpr std::string_view interceptionEndedMark = "telltale:interception=off";

} // namespace telltale::capture
