// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attribution/phone_event.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace telltale::attribution {

/// What PiRogue's socket traces tell: which process of the phone used which socket when.
struct PirogueSockets {
    /// Of source pirogue; who the processes are comes first. PiRogue tells no user ids: each process's app has a number
    /// that means nothing else. A process is named as its package is, perhaps with a part behind ':'.
    std::vector<PhoneEvent> events;
    std::size_t odd = 0; ///< records that are none, and text that is no JSON
    std::size_t withoutStack = 0; ///< sockets whose stack was left out: there were too many
};

constexpr std::size_t mostStackOctets = 64U << 20; ///< of all stacks together

/// Reads `socket_trace.json`: an array of records, or one on each line. Each socket comes with the stack of its record
/// (call_stack.h). Total; at most SocketOwners::kept sockets.
PirogueSockets readPirogueSockets(std::string_view text, std::size_t stackOctets = mostStackOctets);

} // namespace telltale::attribution
