// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "hotspot/change_text.h"
#include "hotspot/iw_output.h"
#include "hotspot/lease_file.h"
#include "hotspot/vendor_list.h"

#include <cstddef>
#include <cstdint>
#include <sstream>

/// The line formats of other programs that are read for a hotspot.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    const std::string_view text = base::asText({data, size});
    for (const hotspot::Lease &lease : hotspot::parseLeases(text)) {
        (void)hotspot::isPrivateMac(lease.mac);
        (void)hotspot::vendorPrefix(lease.mac);
    }
    (void)hotspot::parsePhyInfo(text);
    (void)hotspot::parseInterfaces(text);
    (void)hotspot::parseRegulatoryDomains(text);
    (void)hotspot::parseChanges(text);
    std::istringstream list{std::string(text)};
    (void)hotspot::vendorsOf({"28:6f:b9", "64:cc:2e"}, list);
    return 0;
}
