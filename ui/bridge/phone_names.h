// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hotspot/stations.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace telltale::bridge {

/// Names of phones that gave none to their DHCP server. They are asked in the background, so that the
/// window never waits; fill() gives what came until then. Any thread.
class PhoneNames {
public:
    using Ask = std::function<void(std::vector<hotspot::HotspotStation> &stations, const std::string &interface)>;

    /// By multicast DNS.
    PhoneNames();
    explicit PhoneNames(Ask ask);

    /// Names those whose name is known, and begins to ask for the others where that was not done within
    /// the last ten seconds.
    void fill(std::vector<hotspot::HotspotStation> &stations, const std::string &interface);

private:
    struct State;
    Ask m_ask;
    std::shared_ptr<State> m_state; ///< shared with who asks: it may answer after this object has gone
};

} // namespace telltale::bridge
