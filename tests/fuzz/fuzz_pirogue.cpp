// SPDX-License-Identifier: GPL-3.0-or-later
// Input: a socket_trace.json or aes_info.json.
#include "attribution/pirogue_ciphers.h"
#include "attribution/pirogue_sockets.h"
#include "base/bytes.h"

#include <cstdlib>

using namespace telltale;
using namespace telltale::attribution;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    // Every event is a line of a journal that gives the same event again.
    for (const PhoneEvent &event : readPirogueSockets(base::asText({data, size})).events) {
        const std::string line = formatPhoneEvent(event);
        const auto again = readPhoneEvent(line);
        if (!again || formatPhoneEvent(*again) != line)
            std::abort();
    }
    for (const auto &cipher : readPirogueCiphers(base::asText({data, size})).ciphers) {
        if (cipher.step.empty() || cipher.note.empty())
            std::abort();
    }
    return 0;
}
