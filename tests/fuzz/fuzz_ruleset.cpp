// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "hotspot/packet_fate.h"
#include "hotspot/ruleset.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    const auto ruleset = hotspot::parseRuleset(base::asText({data, size}));
    if (!ruleset.ok())
        return 0;
    for (const bool v6 : {false, true}) {
        (void)hotspot::fateOf(ruleset.value(), "input", {"hs0", "", "udp", 67, v6});
        (void)hotspot::fateOf(ruleset.value(), "forward", {"hs0", "up0", "tcp", std::nullopt, v6});
    }
    return 0;
}
