// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string>
#include <string_view>

namespace telltale::tls::test {

/// "16 03 01" as octets; anything that is no hexadecimal digit is passed over.
inline base::ByteBuffer octets(std::string_view hex)
{
    base::ByteBuffer out;
    int high = -1;
    for (const char c : hex) {
        const auto digit = std::string_view("0123456789abcdef").find(c);
        if (digit == std::string_view::npos)
            continue;
        if (high < 0) {
            high = static_cast<int>(digit);
        } else {
            out.push_back(static_cast<std::uint8_t>(high * 16 + static_cast<int>(digit)));
            high = -1;
        }
    }
    return out;
}

inline std::string hex(base::ByteView bytes)
{
    std::string out;
    for (const auto octet : bytes) {
        out += "0123456789abcdef"[octet >> 4];
        out += "0123456789abcdef"[octet & 15];
    }
    return out;
}

inline base::ByteBuffer operator+(base::ByteBuffer left, const base::ByteBuffer &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

} // namespace telltale::tls::test
