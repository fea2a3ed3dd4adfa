// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace telltale::dns::test {

/// Writes DNS messages in wire form, octet by octet, so that tests can write damaged ones too.
class MessageBuilder {
public:
    MessageBuilder(std::uint16_t id, std::uint16_t flags, std::uint16_t questions, std::uint16_t answers = 0,
        std::uint16_t authorities = 0, std::uint16_t additionals = 0)
    {
        for (const std::uint16_t number : {id, flags, questions, answers, authorities, additionals})
            u16(number);
    }

    MessageBuilder &u8(unsigned value)
    {
        m_bytes.push_back(static_cast<std::uint8_t>(value));
        return *this;
    }
    MessageBuilder &u16(unsigned value) { return u8(value >> 8 & 255).u8(value & 255); }
    MessageBuilder &u32(std::uint32_t value) { return u16(value >> 16).u16(value & 0xffff); }
    MessageBuilder &raw(std::string_view bytes)
    {
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        return *this;
    }
    /// "www.example" as labels; "" is the root.
    MessageBuilder &name(std::string_view dotted)
    {
        while (!dotted.empty()) {
            const auto label = dotted.substr(0, dotted.find('.'));
            u8(static_cast<unsigned>(label.size())).raw(label);
            dotted.remove_prefix(std::min(dotted.size(), label.size() + 1));
        }
        return u8(0);
    }
    MessageBuilder &pointer(unsigned target) { return u16(0xc000 | target); }
    MessageBuilder &question(std::string_view dotted, std::uint16_t type) { return name(dotted).u16(type).u16(1); }
    /// A record of class IN that owns the name at @p owner, TTL 300.
    MessageBuilder &record(unsigned owner, std::uint16_t type, std::string_view data)
    {
        return pointer(owner).u16(type).u16(1).u32(300).u16(static_cast<unsigned>(data.size())).raw(data);
    }

    [[nodiscard]] base::ByteView bytes() const { return m_bytes; }
    [[nodiscard]] std::string text() const { return std::string(base::asText(m_bytes)); }

private:
    base::ByteBuffer m_bytes;
};

constexpr std::uint16_t query = 0x0100; ///< flags: recursion desired
constexpr std::uint16_t answer = 0x8180; ///< flags: response, recursion desired and available
constexpr unsigned questionName = 12; ///< where the first question's name stands

} // namespace telltale::dns::test
