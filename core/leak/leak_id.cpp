// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/leak_id.h"

namespace telltale::leak {

namespace {

/// FNV-1a, 64 bit: no secret is hidden by it, it only has to be the same everywhere.
class Hash {
public:
    void add(std::string_view text)
    {
        for (const char c : text)
            mix(static_cast<unsigned char>(c));
        mix(0); // between fields
    }
    [[nodiscard]] std::uint32_t folded() const { return static_cast<std::uint32_t>(m_state ^ (m_state >> 32)); }

private:
    void mix(unsigned char octet) { m_state = (m_state ^ octet) * 0x100000001B3ULL; }
    std::uint64_t m_state = 0xCBF29CE484222325ULL;
};

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
    Hash hash;
    hash.add(std::to_string(static_cast<int>(kind)));
    hash.add(folded);
    hash.add(location);
    for (const std::string &element : path)
        hash.add(element);
    return session::text(exchange) + ".l" + hex8(hash.folded());
}

} // namespace telltale::leak
