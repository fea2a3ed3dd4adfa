// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/views.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace telltale::leak {

namespace {

constexpr std::size_t mostViews = 64;
constexpr unsigned layers = 3;
constexpr std::size_t shortestText = 8;
constexpr std::size_t shortestBase64 = 12;
constexpr std::size_t shortestHex = 16;
constexpr std::size_t shortestUtf16 = 6;
constexpr std::size_t longestEscaped = 1U << 20;

constexpr std::array<std::int8_t, 256> base64Values()
{
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 26; ++i) {
        values[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(i);
        values[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(52 + i);
    values['+'] = values['-'] = 62;
    values['/'] = values['_'] = 63;
    return values;
}

constexpr std::array<std::int8_t, 256> hexValues()
{
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 10; ++i)
        values[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
    for (int i = 0; i < 6; ++i) {
        values[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
        values[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
    }
    return values;
}

constexpr auto base64Value = base64Values();
constexpr auto hexValue = hexValues();

std::int8_t valueIn(const std::array<std::int8_t, 256> &alphabet, char c)
{
    return alphabet[static_cast<unsigned char>(c)];
}

/// Octets with the place in the parent's text that each group of them came from.
struct Decoded {
    std::string octets;
    std::vector<std::uint32_t> sources; // one more than octets
};

class ViewFinder {
public:
    ViewFinder(std::size_t &budget, std::vector<View> &found)
        : m_budget(budget)
        , m_found(found)
        , m_end(found.size() + mostViews)
    {
    }

    void look(std::string_view text, const View *parent, unsigned layer)
    {
        if (layer == 0 || m_found.size() >= m_end)
            return;
        const Frame frame{parent, layer};
        bool escapes = false;
        bool control = false;
        for (std::size_t at = 0; at < text.size();) {
            const char c = text[at];
            escapes |= c == '\\';
            control |= static_cast<unsigned char>(c) < 9;
            std::size_t end = at;
            while (end < text.size() && valueIn(base64Value, text[end]) >= 0)
                ++end;
            if (end - at >= shortestBase64) {
                if (end - at >= shortestHex)
                    hexRuns(text, at, end, frame);
                base64Run(text.substr(at, end - at), at, frame);
            }
            at = std::max(end, at + 1);
        }
        if (control)
            utf16(text, frame);
        if (escapes && text.size() <= longestEscaped)
            unescape(text, frame);
    }

private:
    struct Frame {
        const View *parent;
        unsigned layer;
    };

    static std::uint32_t source(const View *parent, std::size_t at)
    {
        return parent != nullptr ? parent->sources[at] : static_cast<std::uint32_t>(at);
    }

    /// Where a part that ends before @p at ends: behind the whole group its last octet came from.
    static std::uint32_t sourceEnd(const View *parent, std::size_t at)
    {
        if (parent == nullptr)
            return static_cast<std::uint32_t>(at);
        const auto last = parent->sources.begin() + static_cast<std::ptrdiff_t>(at) - 1;
        return *std::prev(parent->sources.end()) == *last ? *last
                                                          : *std::upper_bound(last, parent->sources.end(), *last);
    }

    void base64Run(std::string_view run, std::size_t from, const Frame &frame)
    {
        for (std::size_t phase = 0; phase < 4; ++phase) {
            m_octets.clear();
            std::uint32_t bits = 0;
            unsigned held = 0;
            for (const char c : run.substr(phase)) {
                bits = bits << 6 | static_cast<std::uint32_t>(valueIn(base64Value, c));
                held += 6;
                if (held >= 8) {
                    held -= 8;
                    m_octets += static_cast<char>(bits >> held & 255);
                }
            }
            stretches(
                "base64", frame, [&](std::size_t octet) { return from + phase + octet / 3 * 4; }, 4, from + run.size());
        }
    }

    void hexRuns(std::string_view text, std::size_t from, std::size_t to, const Frame &frame)
    {
        for (std::size_t at = from; at < to;) {
            std::size_t end = at;
            while (end < to && valueIn(hexValue, text[end]) >= 0)
                ++end;
            for (std::size_t phase = 0; phase < 2 && end - at >= shortestHex; ++phase) {
                m_octets.clear();
                for (std::size_t i = at + phase; i + 1 < end; i += 2)
                    m_octets += static_cast<char>(valueIn(hexValue, text[i]) * 16 + valueIn(hexValue, text[i + 1]));
                stretches(
                    "hex", frame, [&](std::size_t octet) { return at + phase + octet * 2; }, 2, end);
            }
            at = std::max(end, at + 1);
        }
    }

    /// Cuts m_octets into what is text, and into what is UTF-16. An octet came from the @p group characters
    /// at its place, none of them behind @p end.
    template <typename Place>
    void stretches(const char *way, const Frame &frame, const Place &place, std::size_t group, std::size_t end)
    {
        const std::string octets = std::move(m_octets); // look() uses the buffer again
        bool zeros = false;
        for (std::size_t at = 0; at < octets.size();) {
            const std::size_t from = at;
            while (at < octets.size() && textAt(octets, at) > 0)
                at += textAt(octets, at);
            zeros |= at < octets.size() && octets[at] == 0;
            if (at - from >= shortestText)
                emit(
                    way, octets.substr(from, at - from), frame, [&](std::size_t i) { return place(from + i); },
                    std::min(place(at - 1) + group, end));
            at = std::max(at, from) + 1;
        }
        if (zeros) {
            eachUtf16(octets, [&](const std::string &utf8, const std::vector<std::size_t> &units, const char *order) {
                emit(
                    std::string(way) + "(" + order + ")", utf8, frame, [&](std::size_t i) { return place(units[i]); },
                    std::min(place(units.back() - 1) + group, end));
            });
        }
        m_octets = std::string();
    }

    /// Length of the readable character at @p at; 0 where there is none.
    static std::size_t textAt(std::string_view text, std::size_t at)
    {
        const auto octet = static_cast<unsigned char>(text[at]);
        if (octet < 0x80)
            return (octet >= 0x20 && octet < 0x7F) || octet == '\t' || octet == '\n' || octet == '\r' ? 1 : 0;
        return base::utf8SequenceLength(text.substr(at));
    }

    void utf16(std::string_view text, const Frame &frame)
    {
        eachUtf16(text, [&](const std::string &utf8, const std::vector<std::size_t> &units, const char *order) {
            emit(
                order, utf8, frame, [&](std::size_t i) { return units[i]; }, units.back());
        });
    }

    /// Calls @p take with each stretch of UTF-16 as UTF-8, and for each octet the place of its unit.
    template <typename Take>
    static void eachUtf16(std::string_view octets, const Take &take)
    {
        for (const bool bigEndian : {false, true}) {
            for (std::size_t at = 0; at + 1 < octets.size();) {
                std::string utf8;
                std::vector<std::size_t> units;
                std::size_t count = 0;
                const std::size_t from = at;
                for (; at + 1 < octets.size(); at += 2, ++count) {
                    const auto low = static_cast<unsigned char>(octets[at + (bigEndian ? 1 : 0)]);
                    const auto high = static_cast<unsigned char>(octets[at + (bigEndian ? 0 : 1)]);
                    const unsigned unit = high * 256U + low;
                    if (!isCommon(unit))
                        break;
                    if (unit < 0x80) {
                        utf8 += static_cast<char>(unit);
                    } else {
                        utf8 += static_cast<char>(0xC0 | unit >> 6);
                        utf8 += static_cast<char>(0x80 | (unit & 63));
                    }
                    units.resize(utf8.size(), at);
                }
                units.push_back(at);
                if (count >= shortestUtf16)
                    take(utf8, units, bigEndian ? "utf16be" : "utf16le");
                at = count >= shortestUtf16 ? at : from + 1;
            }
        }
    }

    /// Printable ASCII, and letters from Latin to Arabic; all have at most two octets in UTF-8.
    static bool isCommon(unsigned unit) { return (unit >= 0x20 && unit < 0x7F) || (unit >= 0xA0 && unit < 0x700); }

    void unescape(std::string_view text, const Frame &frame)
    {
        std::string plain;
        std::vector<std::size_t> places;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t length = text[at] == '\\' ? putEscape(text, at, plain) : 0;
            if (length == 0)
                plain += text[at];
            places.resize(plain.size(), at);
            at += std::max<std::size_t>(length, 1);
        }
        if (plain != text)
            emit(
                "escapes", plain, frame, [&](std::size_t i) { return places[i]; }, text.size());
    }

    /// Appends what an escape stands for and gives its length; 0 where there is none.
    static std::size_t putEscape(std::string_view text, std::size_t at, std::string &plain)
    {
        const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
        if (kind == '"' || kind == '/' || kind == '\\' || kind == '\'') {
            plain += kind;
            return 2;
        }
        if (kind == 'n' || kind == 't' || kind == 'r') {
            plain += ' ';
            return 2;
        }
        const std::size_t digits = kind == 'u' ? 4 : kind == 'x' ? 2 : 0;
        if (digits == 0 || at + 2 + digits > text.size())
            return 0;
        unsigned value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const int digit = valueIn(hexValue, text[at + 2 + i]);
            if (digit < 0)
                return 0;
            value = value * 16 + static_cast<unsigned>(digit);
        }
        return putUnit(text, at, value, 2 + digits, plain);
    }

    static std::size_t putUnit(
        std::string_view text, std::size_t at, unsigned unit, std::size_t length, std::string &plain)
    {
        if (unit >= 0xD800 && unit < 0xDC00) { // the first half of a pair
            std::string second;
            const bool pair = text.substr(at + length).starts_with("\\u");
            unsigned low = 0;
            for (std::size_t i = 0; pair && i < 4 && at + length + 2 + i < text.size(); ++i)
                low = low * 16 + static_cast<unsigned>(std::max<int>(0, valueIn(hexValue, text[at + length + 2 + i])));
            if (low < 0xDC00 || low > 0xDFFF || at + length + 6 > text.size())
                return 0;
            putUtf8(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), plain);
            return length + 6;
        }
        if (unit >= 0xDC00 && unit < 0xE000)
            return 0;
        putUtf8(unit, plain);
        return length;
    }

    static void putUtf8(unsigned c, std::string &plain)
    {
        if (c < 0x80) {
            plain += static_cast<char>(c);
            return;
        }
        if (c < 0x800) {
            plain += static_cast<char>(0xC0 | c >> 6);
        } else {
            if (c < 0x10000) {
                plain += static_cast<char>(0xE0 | c >> 12);
            } else {
                plain += static_cast<char>(0xF0 | c >> 18);
                plain += static_cast<char>(0x80 | (c >> 12 & 63));
            }
            plain += static_cast<char>(0x80 | (c >> 6 & 63));
        }
        plain += static_cast<char>(0x80 | (c & 63));
    }

    /// @p place  of each octet of the text in the parent's; @p end  of all
    template <typename Place>
    void emit(const std::string &way, std::string text, const Frame &frame, const Place &place, std::size_t end)
    {
        if (m_found.size() >= m_end || text.size() > m_budget)
            return;
        m_budget -= text.size();
        View view;
        view.way = frame.parent == nullptr ? way : inside(frame.parent->way, way);
        view.sources.reserve(text.size() + 1);
        for (std::size_t i = 0; i < text.size(); ++i)
            view.sources.push_back(source(frame.parent, place(i)));
        view.sources.push_back(sourceEnd(frame.parent, end));
        view.text = std::move(text);
        const View copy = view; // the vector grows while its texts are looked at
        m_found.push_back(std::move(view));
        look(copy.text, &copy, frame.layer - 1);
    }

    /// "base64" around "hex": "base64(hex)".
    static std::string inside(std::string_view outer, std::string_view inner)
    {
        const std::size_t core = std::min(outer.find(')'), outer.size());
        return std::string(outer.substr(0, core)) + "(" + std::string(inner) + ")" + std::string(outer.substr(core));
    }

    std::size_t &m_budget;
    std::vector<View> &m_found;
    std::size_t m_end;
    std::string m_octets;
};

} // namespace

void findViews(std::string_view content, std::size_t &budget, std::vector<View> &found)
{
    if (content.size() >= shortestText && content.size() < UINT32_MAX)
        ViewFinder(budget, found).look(content, nullptr, layers);
}

} // namespace telltale::leak
