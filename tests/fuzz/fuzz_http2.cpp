// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/http2_connection.h"
#include "http_fuzz_feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    base::Limits limits;
    limits.headerBytes = 4096;
    limits.http2Streams = 8;
    http::fuzz::CheckingListener listener;
    http::Http2Connection connection(limits, listener);
    http::fuzz::feed({data, size}, connection);
    return 0;
}
