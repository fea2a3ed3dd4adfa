// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON scanner: whatever it is given, its tokens lie inside the text, in order, and nest properly.
#include "base/bytes.h"
#include "decode/json_scanner.h"
#include "decode/json_string.h"

#include <cstdint>
#include <cstdlib>

using namespace telltale;
using namespace telltale::decode;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void scan(std::string_view text, JsonScanner::Mode mode)
{
    JsonScanner scanner(text, mode);
    std::size_t depth = 0;
    std::size_t last = 0;
    for (;;) {
        const JsonToken token = scanner.next();
        if (token == JsonToken::error || token == JsonToken::end) {
            require(token == JsonToken::error || depth == 0);
            require(scanner.next() == token);
            return;
        }
        require(scanner.from() >= last && scanner.from() <= scanner.to() && scanner.to() <= text.size());
        last = scanner.to();
        depth += token == JsonToken::beginObject || token == JsonToken::beginArray ? 1 : 0;
        require(depth > 0 || (token != JsonToken::endObject && token != JsonToken::endArray));
        depth -= token == JsonToken::endObject || token == JsonToken::endArray ? 1 : 0;
        if (token == JsonToken::string && !scanner.escaped())
            require(decodeJsonString(text.substr(scanner.from(), scanner.to() - scanner.from())).size()
                == scanner.to() - scanner.from());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text = base::asText({data, size});
    scan(text, JsonScanner::Mode::wholeText);
    scan(text, JsonScanner::Mode::firstValue);
    (void)decodeJsonString(text);
    return 0;
}
