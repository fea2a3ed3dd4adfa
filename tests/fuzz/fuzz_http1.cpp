// SPDX-License-Identifier: GPL-3.0-or-later
// Records of both sides as http_fuzz_feed.h reads them; the listener checks its own contract.
#include "http/http1_connection.h"
#include "http_fuzz_feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    base::Limits limits;
    limits.headerBytes = 4096;
    limits.http2Streams = 8;
    http::fuzz::CheckingListener listener;
    http::Http1Connection connection(limits, listener);
    http::fuzz::feed({data, size}, connection);
    return 0;
}
