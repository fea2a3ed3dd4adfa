// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/structure_sink.h"

#include <array>
#include <charconv>
#include <cmath>

namespace telltale::decode {

namespace {

template <typename Number>
std::string printed(Number value)
{
    std::array<char, 32> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), result.ptr};
}

std::string hexadecimal(std::uint64_t value, std::size_t digits)
{
    std::string text(digits, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4)
        *digit = "0123456789abcdef"[value & 0xf];
    return "0x" + text;
}

} // namespace

std::string Scalar::text() const
{
    switch (kind) {
    case Kind::natural:
        return printed(bits);
    case Kind::integer:
        return printed(static_cast<std::int64_t>(bits));
    case Kind::real:
        return printed(number);
    case Kind::octets4:
        return hexadecimal(bits, 8);
    case Kind::octets8:
        return hexadecimal(bits, 16);
    case Kind::word:
        break;
    }
    return std::string(word);
}

} // namespace telltale::decode
