// SPDX-License-Identifier: GPL-3.0-or-later
// Input: a line. What is read as an event is written as a line that gives the same event again.
#include "base/bytes.h"
#include "intercept/relay_event.h"

#include <cstdlib>

using namespace telltale;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto event = intercept::readRelayEvent(base::asText({data, size}));
    if (!event)
        return 0;
    const std::string line = intercept::formatRelayEvent(*event);
    const auto again = intercept::readRelayEvent(line);
    // Escapes may make the line longer than a line may be.
    if (again && intercept::formatRelayEvent(*again) != line)
        std::abort();
    return 0;
}
