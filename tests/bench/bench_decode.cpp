// SPDX-License-Identifier: GPL-3.0-or-later
// Opening telemetry bodies, against the floor: the same bytes only inflated and read as JSON.
#include "decode/content_coding.h"
#include "decode/decoder.h"
#include "decode/json_scanner.h"

#include <benchmark/benchmark.h>
#include <string>
#include <zlib.h>

using namespace telltale;
using namespace telltale::decode;

namespace {

/// Hexadecimal digits that do not repeat, so that gzip finds no more than in real traffic.
std::string token(std::size_t length)
{
    static std::uint64_t state = 88172645463325252ULL;
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text += "0123456789abcdef"[(state >> 32) % 16];
    }
    return text;
}

/// A batch as the mobile SDKs of Sensors Analytics send it, with as many events.
std::string batch(int events)
{
    std::string json = "[";
    for (int i = 0; i < events; ++i) {
        json += (i != 0 ? "," : "");
        json += R"({"_track_id":)" + std::to_string(77777 + i * 7919)
            + R"(,"type":"track","event":"search","time":15882912)" + std::to_string(10000 + i * 37)
            + R"(,"distinct_id":")" + token(32) + R"(","lib":{"$lib":"Android","$lib_version":"4.0.3",)"
            + R"("$app_version":"12.1.4-g","$lib_method":"code"},"properties":{"used_searchengine":"google",)"
            + R"("search_word":"how to leave my job )" + std::to_string(i)
            + R"(","url":"https:\/\/www.google.com\/search?q=how+to+leave+my+job&ved=)" + token(24)
            + R"(","$os":"Android",)"
            + R"("$manufacturer":"Xiaomi","$model":"Redmi Note 8","$screen_width":1080,"$screen_height":2340,)"
            + R"("$wifi":true,"$network_type":"WIFI","$device_id":")" + token(16) + R"(","$is_first_day":false,)"
            + R"("uuid":"4f0a9c1e-1111-4222-8333-123456789abc","platform":"AndroidApp"}})";
    }
    return json + "]";
}

base::ByteBuffer gzip(const std::string &text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    base::ByteBuffer out(deflateBound(&stream, text.size()) + 32);
    base::ByteBuffer in = base::toBuffer(base::asBytes(text));
    stream.next_in = in.data();
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

void report(benchmark::State &state, std::size_t octets)
{
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(octets));
}

void openBatch(benchmark::State &state)
{
    const std::string json = batch(static_cast<int>(state.range(0)));
    const base::ByteBuffer wire = gzip(json);
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeLocation(wire, LocationKind::body, {}).nodes().size());
    report(state, json.size());
}

void floorOfBatch(benchmark::State &state)
{
    const std::string json = batch(static_cast<int>(state.range(0)));
    const base::ByteBuffer wire = gzip(json);
    for (auto _ : state) {
        const DecodedContent content = decodeCoding(wire, "gzip");
        benchmark::DoNotOptimize(isJson(base::asText(content.bytes)));
    }
    report(state, json.size());
}

void openUrl(benchmark::State &state)
{
    const std::string_view url = "https://www.example.org/static/app.js?v=20201105&lang=en-US&cb=af83bc2290d1";
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeLocation(base::asBytes(url), LocationKind::url, {}).nodes().size());
    report(state, url.size());
}

void openPlainHeader(benchmark::State &state)
{
    const std::string_view value =
        "Mozilla/5.0 (Linux; Android 10; Redmi Note 8) AppleWebKit/537.36 (KHTML, like Gecko)";
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeLocation(base::asBytes(value), LocationKind::header, {}).nodes().size());
    report(state, value.size());
}

} // namespace

BENCHMARK(openBatch)->Arg(1)->Arg(50);
BENCHMARK(floorOfBatch)->Arg(1)->Arg(50);
BENCHMARK(openUrl);
BENCHMARK(openPlainHeader);
