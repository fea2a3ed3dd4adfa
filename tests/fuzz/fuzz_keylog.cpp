// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a key log holds, reading it in pieces and at once must find the same secrets.
#include "tls/key_log_reader.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace telltale;
    if (size == 0)
        return 0;
    base::Limits limits;
    limits.keys = 64;
    tls::KeyStore whole(limits), pieces(limits);
    const base::ByteView text(data + 1, size - 1);
    const auto tally = whole.addText(base::asText(text));
    tls::KeyLogReader reader(pieces);
    tls::KeyLogTally sum;
    const std::size_t step = data[0] % 32 + 1U;
    for (std::size_t at = 0; at < text.size(); at += step)
        sum.merge(reader.feed(text.subspan(at, std::min(step, text.size() - at))));
    sum.merge(reader.finish());
    // The reader refuses overlong lines, which addText() may still understand.
    if (text.size() < 4096 && (whole.size() != pieces.size() || tally.badLines != sum.badLines))
        std::abort();
    return 0;
}
