// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>

namespace telltale::base {

/// Reads integers and slices off the front of a view and never past its end.
/// The first read that does not fit makes the reader fail: it and all later reads give 0 or an
/// empty view, and ok() is false. Callers read a whole structure and ask once.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t remaining() const { return m_ok ? m_bytes.size() - m_at : 0; }
    [[nodiscard]] std::size_t offset() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return remaining() == 0; }

    std::uint8_t u8() { return static_cast<std::uint8_t>(integer<1>(false)); }
    std::uint16_t u16be() { return static_cast<std::uint16_t>(integer<2>(false)); }
    std::uint32_t u24be() { return static_cast<std::uint32_t>(integer<3>(false)); }
    std::uint32_t u32be() { return static_cast<std::uint32_t>(integer<4>(false)); }
    std::uint64_t u64be() { return integer<8>(false); }
    std::uint16_t u16le() { return static_cast<std::uint16_t>(integer<2>(true)); }
    std::uint32_t u32le() { return static_cast<std::uint32_t>(integer<4>(true)); }
    std::uint64_t u64le() { return integer<8>(true); }

    /// The next @p count octets; empty, and the reader fails, when there are fewer.
    ByteView take(std::size_t count)
    {
        if (!m_ok || count > m_bytes.size() - m_at) {
            m_ok = false;
            return {};
        }
        const ByteView slice = m_bytes.subspan(m_at, count);
        m_at += count;
        return slice;
    }

    void skip(std::size_t count) { (void)take(count); }

    /// Everything not read yet; the reader is then at its end.
    ByteView rest() { return take(remaining()); }

private:
    template <std::size_t N>
    std::uint64_t integer(bool littleEndian)
    {
        const ByteView raw = take(N);
        if (raw.size() != N)
            return 0;
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < N; ++i)
            value = (value << 8) | raw[littleEndian ? N - 1 - i : i];
        return value;
    }

    ByteView m_bytes;
    std::size_t m_at = 0;
    bool m_ok = true;
};

} // namespace telltale::base
