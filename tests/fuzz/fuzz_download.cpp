// SPDX-License-Identifier: GPL-3.0-or-later
// Input: how long the pieces are, then what an HTTP server answers. However it is cut, the same comes out.
#include "engine/capture_download.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

using namespace telltale;
using engine::CaptureDownload;

namespace {

std::pair<std::string, std::string> answered(base::ByteView answer, std::size_t piece)
{
    CaptureDownload download("192.168.1.7:8080", {});
    std::string octets;
    while (!answer.empty()) {
        const auto now = answer.first(std::min(piece, answer.size()));
        octets += base::asText(download.take(now));
        answer = answer.subspan(now.size());
    }
    download.end();
    if (download.state() == CaptureDownload::State::waiting || download.state() == CaptureDownload::State::capture)
        std::abort(); // the connection is over
    if (download.state() == CaptureDownload::State::redirected
        && (!download.path().starts_with('/') || download.path().find_first_of(" \r\n") != std::string::npos))
        std::abort();
    return {octets, std::to_string(static_cast<int>(download.state())) + download.path()};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const base::ByteView answer(data + 1, size - 1);
    if (answered(answer, answer.size()) != answered(answer, std::size_t{data[0]} % 16 + 1))
        std::abort();
    return 0;
}
