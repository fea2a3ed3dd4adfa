// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace telltale::leak {

/// FNV-1a, 64 bit (draft-eastlake-fnv): the same in every run, as std::hash need not be. No secret is hidden by it.
class Fnv1a {
public:
    void add(std::string_view text)
    {
        for (const char c : text)
            m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    [[nodiscard]] std::uint64_t state() const { return m_state; }

private:
    std::uint64_t m_state = 0xCBF29CE484222325ULL;
};

} // namespace telltale::leak
