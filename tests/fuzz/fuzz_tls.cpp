// SPDX-License-Identifier: GPL-3.0-or-later
// Input: a script of chunks. Each begins with one octet (bit 0: side; bits 1 to 3: what) and a 16-bit
// little-endian size; a key log line in it is added as a key. Any script must end without a crash, and
// every side must be ended once.
#include "base/byte_reader.h"
#include "tls/sniff.h"
#include "tls/tls_connection.h"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace telltale;

class Checker : public tls::TlsListener {
public:
    void data(base::Side side, base::ByteView bytes, base::Origin) override
    {
        check(side);
        if (bytes.empty() || bytes.size() > tls::maximalFragment)
            std::abort();
        for (const auto octet : bytes)
            sum += octet; // touch them all, for the sanitizers
    }
    void gap(base::Side side, std::uint64_t, base::Origin) override { check(side); }
    void end(base::Side side, reassembly::StreamEnd, base::Origin) override
    {
        check(side);
        ended[base::index(side)] = true;
    }
    void factsChanged(const tls::TlsFacts &, base::Origin) override { }
    void anomaly(const base::Anomaly &, base::Origin) override { }

    void check(base::Side side) const
    {
        if (ended[base::index(side)])
            std::abort();
    }
    bool ended[2] = {false, false};
    std::uint64_t sum = 0;
};

enum What { bytes0, bytes1, bytes2, hole, end, keys, keysChanged, bytes3 };

void run(base::ByteView script, bool singly)
{
    base::Limits limits;
    limits.tlsPendingBytes = 4096;
    limits.tlsHandshakeBytes = 4096;
    tls::KeyStore store(limits);
    tls::PendingBudget budget(limits);
    Checker checker;
    tls::TlsConnection connection(store, limits, checker, &budget);
    base::ByteReader reader(script);
    for (std::uint64_t packet = 1; !reader.atEnd() && packet < 4096; ++packet) {
        const auto head = reader.u8();
        const std::size_t size = reader.u16le();
        const auto chunk = reader.take(std::min(size, reader.remaining()));
        const auto side = (head & 1) != 0 ? base::Side::responder : base::Side::originator;
        const base::Origin origin{{}, packet};
        switch (static_cast<What>(head >> 1 & 7)) {
        case hole:
            connection.gap(side, size, origin);
            break;
        case end:
            connection.end(side, reassembly::StreamEnd::finished, origin);
            break;
        case keys:
            (void)store.addText(base::asText(chunk));
            break;
        case keysChanged:
            connection.keysChanged();
            break;
        default:
            for (std::size_t at = 0; at < chunk.size(); at += singly ? 1 : chunk.size())
                connection.data(side, chunk.subspan(at, singly ? 1 : chunk.size()), origin);
        }
    }
    connection.end(base::Side::originator, reassembly::StreamEnd::cut, {});
    connection.end(base::Side::responder, reassembly::StreamEnd::cut, {});
    if (!checker.ended[0] || !checker.ended[1] || connection.waiting())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView script(data, size);
    (void)tls::sniffTls(script);
    run(script, false);
    run(script, true);
    return 0;
}
