// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a TLS 1.3 download that comes in TCP segments, against the floor: the same records given to AES-GCM only.
#include "core/tls/sealing.h"
#include "tls/aead_protection.h"
#include "tls/tls_connection.h"

#include <benchmark/benchmark.h>

using namespace telltale;
using namespace telltale::tls;
using namespace telltale::tls::test;

namespace {

constexpr std::size_t records = 512;
constexpr std::size_t segmentBytes = 1460;

class Counter : public TlsListener {
public:
    void data(base::Side, base::ByteView bytes, base::Origin) override { total += bytes.size(); }
    void gap(base::Side, std::uint64_t, base::Origin) override { }
    void end(base::Side, reassembly::StreamEnd, base::Origin) override { }
    void factsChanged(const TlsFacts &, base::Origin) override { }
    void anomaly(const base::Anomaly &, base::Origin) override { }
    std::uint64_t total = 0;
};

base::ByteBuffer record(std::uint8_t type, const base::ByteBuffer &fragment)
{
    return number(type, 1) + octets("0303") + number(fragment.size(), 2) + fragment;
}

base::ByteBuffer hello(std::uint8_t type, const std::string &body)
{
    const auto content = octets(body);
    return record(22, number(type, 1) + number(content.size(), 3) + content);
}

/// Hellos, and a download whose handshake records are left out, as application secrets alone allow.
struct Download {
    Download()
    {
        const std::string random(64, 'a');
        client = hello(1, "0303" + random + "00 0002 1301 0100 0000");
        server = hello(2, "0303" + random + "00 1301 00 0006 002b 0002 0304");
        const base::ByteBuffer secret(32, 7), content(maximalPlaintext, 'x');
        for (std::size_t i = 0; i < records; ++i) {
            fragments.push_back(seal13(secret, i, content));
            server = server + record(23, fragments.back());
        }
        keys.add(KeyLabel::serverTraffic, octets(random), Secret(base::ByteView(secret)));
        traffic = trafficKeys(Hash::sha256, secret, 16);
    }
    static const Download &instance()
    {
        static const Download download;
        return download;
    }
    KeyStore keys;
    base::ByteBuffer client, server;
    std::vector<base::ByteBuffer> fragments;
    TrafficKeys traffic;
};

void count(benchmark::State &state)
{
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * records * maximalPlaintext));
}

void floorOfAesGcm(benchmark::State &state)
{
    const auto &download = Download::instance();
    base::ByteBuffer scratch;
    for (auto _ : state) {
        AeadProtection protection(
            0x0304, *cipherSuite(0x1301), {{}, download.traffic.key.view(), download.traffic.iv.view()});
        for (std::size_t i = 0; i < records; ++i)
            benchmark::DoNotOptimize(protection.open(appData(download.fragments[i]), i, scratch));
    }
    count(state);
}

void openDownload(benchmark::State &state)
{
    const auto &download = Download::instance();
    for (auto _ : state) {
        Counter counter;
        TlsConnection connection(download.keys, {}, counter);
        connection.data(base::Side::originator, download.client, {});
        const base::ByteView stream = download.server;
        for (std::size_t at = 0; at < stream.size(); at += segmentBytes)
            connection.data(base::Side::responder, stream.subspan(at, std::min(segmentBytes, stream.size() - at)), {});
        if (counter.total != records * maximalPlaintext)
            state.SkipWithError("The download was not opened.");
    }
    count(state);
}

void openShortConnection(benchmark::State &state)
{
    const auto &download = Download::instance();
    const auto size = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        Counter counter;
        TlsConnection connection(download.keys, {}, counter);
        connection.data(base::Side::originator, download.client, {});
        connection.data(base::Side::responder, base::ByteView(download.server).first(size), {});
        benchmark::DoNotOptimize(counter.total);
    }
}

BENCHMARK(floorOfAesGcm)->Unit(benchmark::kMillisecond);
BENCHMARK(openDownload)->Unit(benchmark::kMillisecond);
BENCHMARK(openShortConnection)->Arg(20'000)->Unit(benchmark::kMicrosecond);

} // namespace
