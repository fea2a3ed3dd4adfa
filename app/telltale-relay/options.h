// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "intercept/host_list.h"
#include "intercept/station_list.h"

#include <asio/ip/tcp.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::relaying {

using SocketAddress = asio::ip::tcp::endpoint;

/// The command line of telltale-relay.
struct Options {
    std::vector<SocketAddress> listen;
    std::optional<SocketAddress> page;
    std::optional<SocketAddress> upstream; ///< instead of the redirected connection's own destination
    intercept::StationList stations;
    std::string interface; ///< empty: any
    std::vector<std::string> upstreamAuthorities; ///< files
    std::string authorityFolder; ///< empty: the default one
    intercept::HostList pass; ///< never intercepted
    intercept::HostList only; ///< when not empty: nothing else is intercepted
    intercept::HostList always; ///< intercepted even after they were refused
    int eventsDescriptor = -1;
    bool help = false;
    bool version = false;
};

/// @p arguments without the program's name. An error of kind usage says what is wrong.
base::Result<Options> parseOptions(const std::vector<std::string> &arguments);

/// "10.42.0.1:8443", "[fe80::1%hs0]:8443"; nothing for anything else.
std::optional<SocketAddress> parseAddress(std::string_view text);

extern const char *const usageText;

} // namespace telltale::relaying
