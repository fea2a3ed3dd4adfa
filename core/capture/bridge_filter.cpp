// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/bridge_filter.h"

#include <filesystem>
#include <fstream>

namespace telltale::capture {

namespace {

namespace fs = std::filesystem;

bool isOn(const fs::path &path)
{
    std::ifstream file(path);
    int value = 0;
    return (file >> value) && value != 0;
}

} // namespace

BridgeFilter bridgeFilterOf(const std::string &interface, const std::string &root)
{
    const fs::path bridge = fs::path(root) / "sys/class/net" / interface / "bridge";
    std::error_code error;
    if (!fs::exists(bridge, error))
        return BridgeFilter::off;
    const fs::path everywhere = fs::path(root) / "proc/sys/net/bridge";
    if (isOn(everywhere / "bridge-nf-call-iptables") || isOn(everywhere / "bridge-nf-call-ip6tables"))
        return BridgeFilter::everywhere;
    return isOn(bridge / "nf_call_iptables") || isOn(bridge / "nf_call_ip6tables") ? BridgeFilter::thisBridge
                                                                                   : BridgeFilter::off;
}

std::string bridgeFilterCommand(BridgeFilter filter, const std::string &interface, bool on)
{
    const std::string value = on ? "1" : "0";
    switch (filter) {
    case BridgeFilter::everywhere:
        return "sudo sysctl -w net.bridge.bridge-nf-call-iptables=" + value
            + " net.bridge.bridge-nf-call-ip6tables=" + value;
    case BridgeFilter::thisBridge:
        return "sudo ip link set " + interface + " type bridge nf_call_iptables " + value + " nf_call_ip6tables " + value;
    case BridgeFilter::off:
        break;
    }
    return {};
}

} // namespace telltale::capture
