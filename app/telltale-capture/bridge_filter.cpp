// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge_filter.h"

#include <filesystem>
#include <fstream>

namespace telltale::capturing {

namespace {

namespace fs = std::filesystem;

bool isOn(const fs::path &path)
{
    std::ifstream file(path);
    int value = 0;
    return (file >> value) && value != 0;
}

} // namespace

base::Status checkBridgeFilter(const std::string &interface, const std::string &root)
{
    const fs::path bridge = fs::path(root) / "sys/class/net" / interface / "bridge";
    std::error_code error;
    if (!fs::exists(bridge, error))
        return base::Done{};
    const fs::path everywhere = fs::path(root) / "proc/sys/net/bridge";
    if (isOn(everywhere / "bridge-nf-call-iptables") || isOn(everywhere / "bridge-nf-call-ip6tables"))
        return base::Error{base::ErrorKind::privilege,
            interface + " is a bridge, and this computer rewrites redirected packets before they can be captured there.",
            "Switch that off: sudo sysctl net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0"};
    if (isOn(bridge / "nf_call_iptables") || isOn(bridge / "nf_call_ip6tables"))
        return base::Error{base::ErrorKind::privilege,
            interface + " is a bridge that rewrites redirected packets before they can be captured.",
            "Switch that off: sudo ip link set " + interface + " type bridge nf_call_iptables 0 nf_call_ip6tables 0"};
    return base::Done{};
}

} // namespace telltale::capturing
