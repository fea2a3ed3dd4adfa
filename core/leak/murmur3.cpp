// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/murmur3.h"

#include <bit>

namespace telltale::leak {

namespace {

template <typename Word>
Word littleEndian(base::ByteView bytes)
{
    Word word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        word |= static_cast<Word>(bytes[i]) << (8 * i);
    return word;
}

std::uint32_t mixed32(std::uint32_t block)
{
    return std::rotl(block * 0xCC9E2D51U, 15) * 0x1B873593U;
}

std::uint64_t mixedFirst(std::uint64_t block)
{
    return std::rotl(block * 0x87C37B91114253D5ULL, 31) * 0x4CF5AD432745937FULL;
}

std::uint64_t mixedSecond(std::uint64_t block)
{
    return std::rotl(block * 0x4CF5AD432745937FULL, 33) * 0x87C37B91114253D5ULL;
}

std::uint64_t finished(std::uint64_t hash)
{
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDULL;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53ULL;
    return hash ^ (hash >> 33);
}

} // namespace

std::uint32_t murmur3x32(base::ByteView bytes)
{
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::uint32_t hash = 0;
    for (; bytes.size() >= 4; bytes = bytes.subspan(4))
        hash = std::rotl(hash ^ mixed32(littleEndian<std::uint32_t>(bytes.first(4))), 13) * 5 + 0xE6546B64U;
    if (!bytes.empty())
        hash ^= mixed32(littleEndian<std::uint32_t>(bytes));
    hash ^= size;
    hash = (hash ^ (hash >> 16)) * 0x85EBCA6BU;
    hash = (hash ^ (hash >> 13)) * 0xC2B2AE35U;
    return hash ^ (hash >> 16);
}

std::array<std::uint64_t, 2> murmur3x128(base::ByteView bytes)
{
    const std::uint64_t size = bytes.size();
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    for (; bytes.size() >= 16; bytes = bytes.subspan(16)) {
        first = std::rotl(first ^ mixedFirst(littleEndian<std::uint64_t>(bytes.first(8))), 27);
        first = (first + second) * 5 + 0x52DCE729U;
        second = std::rotl(second ^ mixedSecond(littleEndian<std::uint64_t>(bytes.subspan(8, 8))), 31);
        second = (second + first) * 5 + 0x38495AB5U;
    }
    if (bytes.size() > 8)
        second ^= mixedSecond(littleEndian<std::uint64_t>(bytes.subspan(8)));
    if (!bytes.empty())
        first ^= mixedFirst(littleEndian<std::uint64_t>(bytes.first(bytes.size() < 8 ? bytes.size() : 8)));
    first ^= size;
    second ^= size;
    first += second;
    second += first;
    first = finished(first);
    second = finished(second);
    first += second;
    second += first;
    return {first, second};
}

} // namespace telltale::leak
