// SPDX-License-Identifier: GPL-3.0-or-later
// Two texts, a secret and a value: matching is total, its ranges lie in the value, and a secret is
// always found in itself.
#include "base/bytes.h"
#include "leak/matcher.h"
#include "leak/normalize.h"

#include <cstdlib>

using namespace telltale;
using namespace telltale::leak;

namespace {

void check(session::LeakKind kind, std::string_view secret, std::string_view value)
{
    SecretSet secrets(4);
    secrets.add(kind, secret);
    const Folded folded = fold(value);
    for (const Match &match : findSecrets(secrets, secrets.all(), folded.text)) {
        const base::ByteRange source = folded.offsets.source(match.range);
        if (match.range.to > folded.text.size() || source.from > source.to || source.to > value.size())
            std::abort();
    }
    if (secrets.size() == 1 && findSecrets(secrets, secrets.all(), secrets.secret(0).folded).empty())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input = base::asText({data, size});
    const std::size_t line = std::min(input.find('\n'), input.size());
    const std::string_view secret = input.substr(0, line);
    const std::string_view value = input.substr(std::min(line + 1, input.size()));
    check(session::LeakKind::searchQuery, secret, value);
    check(session::LeakKind::visitedUrl, secret, value);
    check(session::LeakKind::declared, secret, value);
    return 0;
}
