// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls/handshake_reader.h"

#include <algorithm>
#include <utility>

namespace telltale::tls {

namespace {

constexpr std::size_t headerBytes = 4;

std::size_t wholeSize(base::ByteView header)
{
    return headerBytes
        + (static_cast<std::size_t>(header[1]) << 16 | static_cast<std::size_t>(header[2]) << 8 | header[3]);
}

HandshakeMessage message(base::ByteView raw)
{
    return {static_cast<HandshakeType>(raw[0]), raw.subspan(headerBytes), raw};
}

} // namespace

std::optional<HandshakeMessage> HandshakeReader::next()
{
    if (std::exchange(m_carryGiven, false))
        base::ByteBuffer().swap(m_carry);
    const std::size_t skipped = std::min(m_skip, m_input.size());
    m_input = m_input.subspan(skipped);
    m_skip -= skipped;
    if (m_skip > 0)
        return std::nullopt;
    if (m_carry.empty() && m_input.size() >= headerBytes && m_input.size() >= wholeSize(m_input)) {
        const auto raw = m_input.first(wholeSize(m_input));
        m_input = m_input.subspan(raw.size());
        return message(raw);
    }
    if (!carryAtLeast(headerBytes))
        return std::nullopt;
    if (wholeSize(m_carry) > m_limit) {
        m_tooLarge = true;
        m_skip = wholeSize(m_carry) - m_carry.size();
        m_carry.clear();
        return next();
    }
    if (!carryAtLeast(wholeSize(m_carry)))
        return std::nullopt;
    m_carryGiven = true;
    return message(m_carry);
}

bool HandshakeReader::carryAtLeast(std::size_t size)
{
    if (m_carry.size() < size) {
        const std::size_t more = std::min(size - m_carry.size(), m_input.size());
        m_carry.insert(m_carry.end(), m_input.begin(), m_input.begin() + static_cast<std::ptrdiff_t>(more));
        m_input = m_input.subspan(more);
    }
    return m_carry.size() >= size;
}

void HandshakeReader::reset()
{
    m_input = {};
    m_carry.clear();
    m_carryGiven = false;
    m_skip = 0;
}

bool HandshakeReader::takeTooLarge()
{
    return std::exchange(m_tooLarge, false);
}

} // namespace telltale::tls
