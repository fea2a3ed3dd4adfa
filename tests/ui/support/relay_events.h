// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/batch.h"

#include <string>

namespace telltale::test {

/// What the relay tells of a station 10.42.0.2 and of this computer 10.42.0.1.
inline intercept::RelayEvent relayEvent(
    intercept::RelayEventKind kind, const std::string &host = {}, const std::string &reason = {})
{
    intercept::RelayEvent event;
    event.kind = kind;
    event.station = {*net::IpAddress::parse("10.42.0.2"), 40000};
    event.destination = {*net::IpAddress::parse(host.empty() ? "10.42.0.1" : "203.0.113.7"),
        static_cast<std::uint16_t>(host.empty() ? 8080 : 443)};
    event.host = host;
    event.reason = reason;
    return event;
}

inline engine::Batch batchOf(const intercept::RelayEvent &event)
{
    engine::Batch batch;
    batch.relayEvents.push_back(event);
    return batch;
}

} // namespace telltale::test
