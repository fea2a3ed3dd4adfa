// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_id.h"

#include "leak/fnv1a.h"

namespace telltale::leak {

namespace {

std::string hex8(std::uint32_t value)
{
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4)
        text.push_back("0123456789abcdef"[(value >> shift) & 15]);
    return text;
}

} // namespace

std::string leakId(session::ExchangeId exchange, session::LeakKind kind, std::string_view folded,
    std::string_view location, const std::vector<std::string> &path)
{
    Fnv1a hash;
    const auto add = [&hash](std::string_view field) {
        hash.add(field);
        hash.add(std::string_view("\0", 1)); // between fields
    };
    add(std::to_string(static_cast<int>(kind)));
    add(folded);
    add(location);
    for (const std::string &element : path)
        add(element);
    const std::uint64_t state = hash.state();
    return session::text(exchange) + ".l" + hex8(static_cast<std::uint32_t>(state ^ (state >> 32)));
}

} // namespace telltale::leak
