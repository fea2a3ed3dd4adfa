// SPDX-License-Identifier: GPL-3.0-or-later
// DNS: the input as datagrams, each with a two-octet length, and as a TCP stream with a gap.
#include "base/byte_reader.h"
#include "dns/dns_exchange.h"
#include "dns/dns_stream.h"

#include <algorithm>

namespace {

using namespace telltale;

class Quiet final : public dns::DnsListener, public dns::DnsStreamListener {
public:
    void dnsTransaction(const dns::DnsTransaction &) override { }
    void dnsAnomaly(const base::Anomaly &, base::Origin) override { }
    void dnsMessage(base::Side, base::ByteView message, base::Origin origin) override
    {
        exchange.message(message, origin);
    }
    dns::DnsExchange exchange{dns::DnsKind::dns, *this};
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const base::ByteView input{data, size};
    Quiet datagrams;
    base::Origin origin;
    for (base::ByteReader reader(input); reader.ok() && !reader.atEnd();) {
        const std::size_t length = reader.u16be();
        datagrams.exchange.message(reader.take(std::min(length, reader.remaining())), origin);
        origin.time.nanoseconds += base::nanosecondsPerSecond;
    }
    datagrams.exchange.finish();
    (void)dns::parseMessage(input);

    Quiet quiet;
    dns::DnsStream stream(quiet);
    const std::size_t half = size / 2;
    stream.data(base::Side::originator, input.first(half), origin);
    stream.gap(base::Side::originator, size % 7, origin);
    stream.data(base::Side::originator, input.subspan(half), origin);
    stream.data(base::Side::responder, input, origin);
    stream.end(base::Side::originator, reassembly::StreamEnd::cut, origin);
    return 0;
}
