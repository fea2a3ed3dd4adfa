// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/values.h"

namespace telltale::session {

std::string text(ConnectionId id)
{
    std::string name = "c" + std::to_string(id.firstPacket);
    // Only tunnels inside a packet need it, so the usual name stays the short one.
    if (id.nested != 0)
        name += "n" + std::to_string(id.nested);
    return name;
}

std::string text(ExchangeId id)
{
    return text(id.connection) + ".x" + std::to_string(id.ordinal);
}

} // namespace telltale::session
