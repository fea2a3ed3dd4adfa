// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/link_type.h"
#include "options.h"

#include <memory>
#include <pcap/pcap.h>

namespace telltale::capturing {

struct CloseDevice {
    void operator()(pcap_t *device) const { pcap_close(device); }
};
using Device = std::unique_ptr<pcap_t, CloseDevice>;

/// Opens the interface, not promiscuous, and sets the filter; nothing is captured yet. Errors are of
/// kind privilege (rights or device missing) or usage (a filter that does not compile), each with its remedy.
base::Result<Device> openDevice(const Options &options);

/// Lets only those packets through from now on (pcap-filter(7); empty for all). Needs no right. An
/// error of kind usage says what is not understood; the filter before stays then.
base::Status setFilter(pcap_t *device, const std::string &filter);

/// The link type as files number it.
net::LinkType linkTypeOf(pcap_t *device);

/// Nanoseconds in the unit of the second field of the packets' times.
int fractionUnit(pcap_t *device);

} // namespace telltale::capturing
