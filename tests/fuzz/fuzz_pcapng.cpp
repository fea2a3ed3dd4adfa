// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"
#include "capture/pcapng_parser.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    capture::PcapngParser parser(base::Limits{});
    base::ByteView rest(data, size);
    capture::SourceEvent event;
    while (true) {
        const capture::ParseStep step = parser.parse(rest, size - rest.size(), event);
        if (step.consumed > rest.size())
            std::abort();
        rest = rest.subspan(step.consumed);
        const bool ended =
            step.outcome == capture::ParseStep::Outcome::event && std::holds_alternative<capture::EndOfInput>(event);
        if (ended || step.outcome == capture::ParseStep::Outcome::wantMore)
            return 0;
    }
}
