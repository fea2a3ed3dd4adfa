// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket: a first octet of options, then pieces, each with an octet that says side, gap and length.
#include "base/byte_reader.h"
#include "http/websocket_parser.h"

#include <algorithm>

namespace {

using namespace telltale;

class Quiet final : public http::WebSocketListener {
public:
    void message(base::Side, const http::WebSocketMessage &, base::Origin) override { }
    void anomaly(const base::Anomaly &, base::Origin) override { }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    base::ByteReader reader({data, size});
    const std::uint8_t options = reader.u8();
    base::Limits limits;
    limits.decodedBytes = 64U << 10;
    Quiet quiet;
    http::WebSocketParser parser({(options & 1) != 0, (options & 2) != 0, (options & 4) != 0}, limits, quiet);
    while (reader.ok() && !reader.atEnd()) {
        const std::uint8_t head = reader.u8();
        const base::Side side = (head & 0x80) ? base::Side::responder : base::Side::originator;
        const std::size_t length = head & 0x3f;
        if (head & 0x40)
            parser.gap(side, length, {});
        else
            parser.data(side, reader.take(std::min(length + 1, reader.remaining())), {});
    }
    parser.end(base::Side::originator, reassembly::StreamEnd::cut, {});
    parser.end(base::Side::responder, reassembly::StreamEnd::cut, {});
    return 0;
}
