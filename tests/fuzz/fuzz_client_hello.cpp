// SPDX-License-Identifier: GPL-3.0-or-later
// Input: what a client sends first. Every front part gives an answer, and an answer once given stays.
#include "intercept/client_hello.h"

#include <algorithm>
#include <cstdlib>

using namespace telltale;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView bytes(data, size);
    intercept::ClientHello hello;
    const auto whole = intercept::scanClientHello(bytes, hello);
    if (whole == intercept::HelloScan::complete && hello.host.size() > size)
        std::abort();
    (void)intercept::isHostName(hello.host);
    auto before = intercept::HelloScan::needMore;
    for (std::size_t front = 0; front <= std::min<std::size_t>(size, 600); ++front) {
        const auto scan = intercept::scanClientHello(bytes.first(front), hello);
        if (before != intercept::HelloScan::needMore && scan != before)
            std::abort();
        before = scan;
    }
    return 0;
}
