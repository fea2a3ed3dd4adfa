// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/lz_string.h"

#include <algorithm>
#include <string>
#include <vector>

namespace telltale::decode {

namespace {

constexpr std::string_view base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view uriAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

/// The bits of the stream, the highest of each character first.
class Bits {
public:
    Bits(std::string_view text, LzStringForm form)
        : m_text(text)
        , m_form(form)
        , m_width(form == LzStringForm::utf16 ? 15 : 6)
    {
    }

    /// The next @p count bits, the first one lowest; nothing when they run out.
    std::optional<unsigned> take(unsigned count)
    {
        unsigned value = 0;
        for (unsigned bit = 0; bit < count; ++bit) {
            if (m_left == 0 && !load())
                return {};
            --m_left;
            value |= (m_value >> m_left & 1U) << bit;
        }
        return value;
    }

private:
    bool load()
    {
        if (m_at >= m_text.size())
            return false;
        m_left = m_width;
        if (m_form == LzStringForm::utf16)
            return loadCharacter();
        const std::string_view alphabet = m_form == LzStringForm::base64 ? base64Alphabet : uriAlphabet;
        const char c = m_text[m_at++];
        const std::size_t value = alphabet.find(c == ' ' ? '+' : c); // a form's decoder made a space of it
        m_value = static_cast<unsigned>(value);
        return value != std::string_view::npos;
    }

    /// Characters from U+0020 to U+801F: UTF-8 of one to three octets.
    bool loadCharacter()
    {
        const auto octet = [this](std::size_t i) {
            return m_at + i < m_text.size() ? static_cast<unsigned char>(m_text[m_at + i]) : 0U;
        };
        const unsigned first = octet(0);
        unsigned character = first;
        std::size_t size = 1;
        if ((first & 0xe0U) == 0xc0) {
            character = (first & 0x1fU) << 6 | (octet(1) & 0x3fU);
            size = 2;
        } else if (first >= 0x80) {
            character = (first & 0x0fU) << 12 | (octet(1) & 0x3fU) << 6 | (octet(2) & 0x3fU);
            size = 3;
        }
        m_at += size;
        m_value = character - 32;
        return character >= 32 && m_value < 1U << 15;
    }

    std::string_view m_text;
    LzStringForm m_form;
    unsigned m_width;
    std::size_t m_at = 0;
    unsigned m_value = 0;
    unsigned m_left = 0;
};

using Units = std::u16string;

/// A word of the dictionary: where it lies in the output.
struct Entry {
    std::size_t from = 0;
    std::size_t size = 0;
};

/// LZ78 over UTF-16 units; the dictionary holds places in the output instead of copies.
class Expansion {
public:
    Expansion(Bits &bits, std::size_t room)
        : m_bits(bits)
        , m_room(room)
    {
    }

    std::optional<Units> run()
    {
        const auto kind = m_bits.take(2);
        if (!kind || *kind > 1 || !appendUnit(*kind))
            return {};
        // The first unit has an entry of its own, which nothing refers to before it is followed.
        m_entries.push_back({0, 1});
        Entry before{0, 1};
        m_enlargeIn = 4;
        m_width = 3;
        for (;;) {
            const auto code = m_bits.take(m_width);
            if (!code)
                return {};
            if (*code == 2)
                return std::move(m_output);
            const std::size_t from = m_output.size();
            if (*code < 2) {
                if (!appendUnit(*code))
                    return {};
                m_entries.push_back({from, 1});
                used();
            } else if (!appendEntry(*code - firstEntry, before)) {
                return {};
            }
            if (m_output.size() > m_room)
                return {};
            // What came before and the first unit of this lie side by side in the output.
            m_entries.push_back({before.from, before.size + 1});
            used();
            before = {from, m_output.size() - from};
        }
    }

private:
    static constexpr unsigned firstEntry = 3;

    bool appendUnit(unsigned kind)
    {
        const auto unit = m_bits.take(kind == 0 ? 8 : 16);
        if (unit)
            m_output.push_back(static_cast<char16_t>(*unit));
        return unit.has_value();
    }

    bool appendEntry(std::size_t index, Entry before)
    {
        if (index > m_entries.size())
            return false;
        // The one entry that is not made yet: what came before, and its first unit again.
        const bool next = index == m_entries.size();
        const Entry entry = next ? Entry{before.from, before.size} : m_entries[index];
        if (entry.size > m_room - std::min(m_room, m_output.size()))
            return false;
        for (std::size_t i = 0; i < entry.size; ++i)
            m_output.push_back(m_output[entry.from + i]);
        if (next)
            m_output.push_back(m_output[before.from]);
        return true;
    }

    void used()
    {
        if (--m_enlargeIn == 0)
            m_enlargeIn = 1ULL << m_width++;
    }

    Bits &m_bits;
    std::size_t m_room;
    Units m_output;
    std::vector<Entry> m_entries;
    std::size_t m_enlargeIn = 4;
    unsigned m_width = 3;
};

base::ByteBuffer toUtf8(const Units &units)
{
    base::ByteBuffer octets;
    octets.reserve(units.size());
    const auto put = [&octets](unsigned octet) { octets.push_back(static_cast<std::uint8_t>(octet)); };
    for (std::size_t i = 0; i < units.size(); ++i) {
        unsigned point = units[i];
        if (point >= 0xd800 && point < 0xdc00 && i + 1 < units.size() && units[i + 1] >= 0xdc00
            && units[i + 1] < 0xe000)
            point = 0x10000 + ((point - 0xd800) << 10) + (units[++i] - 0xdc00U);
        if (point < 0x80) {
            put(point);
            continue;
        }
        const unsigned rest = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        constexpr unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
        put(lead[rest] | point >> 6 * rest);
        for (unsigned left = rest; left-- > 0;)
            put(0x80 | (point >> 6 * left & 0x3f));
    }
    return octets;
}

} // namespace

bool beginsLikeLzString(std::string_view text, LzStringForm form)
{
    Bits bits(text.substr(0, 6), form);
    const auto kind = bits.take(2);
    const auto unit = kind && *kind == 0 ? bits.take(8) : std::nullopt;
    return unit && (*unit == '{' || *unit == '[');
}

std::optional<base::ByteBuffer> decodeLzString(std::string_view text, LzStringForm form, const base::Limits &limits)
{
    Bits bits(text, form);
    const std::size_t room = std::min(limits.decodedBytes / 2, text.size() * limits.decodeRatio);
    const auto units = Expansion(bits, room).run();
    if (!units)
        return {};
    base::ByteBuffer octets = toUtf8(*units);
    if (octets.size() > limits.decodedBytes)
        return {};
    return octets;
}

} // namespace telltale::decode
