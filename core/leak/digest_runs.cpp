// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/digest_runs.h"

#include "base/utf8.h"

#include <algorithm>

namespace telltale::leak {

namespace {

constexpr std::size_t shortestHex = 16;
constexpr std::size_t longestHex = 128;
constexpr std::size_t shortestBase64 = 11;
constexpr std::size_t longestBase64 = 88;
constexpr std::size_t mostSeparators = 6;

enum Class : std::uint8_t {
    other = 0,
    hexDigit = 1,
    letterOrDigit = 2,
    symbol = 4,
    upperCase = 8,
    lowerCase = 16,
    decimalDigit = 32
};

constexpr std::array<std::uint8_t, 256> makeClasses()
{
    std::array<std::uint8_t, 256> classes{};
    for (unsigned c = 0; c < 256; ++c) {
        const bool digit = c >= '0' && c <= '9';
        const bool upper = c >= 'A' && c <= 'Z';
        const bool lower = c >= 'a' && c <= 'z';
        const bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        unsigned value = hex ? hexDigit : other;
        value |= digit || upper || lower ? letterOrDigit : other;
        value |= c == '+' || c == '/' || c == '-' || c == '_' ? symbol : other;
        value |= upper ? upperCase : lower ? lowerCase : digit ? decimalDigit : other;
        classes[c] = static_cast<std::uint8_t>(value);
    }
    return classes;
}

constexpr auto classes = makeClasses();

std::uint8_t classOf(char c)
{
    return classes[static_cast<unsigned char>(c)];
}

unsigned hexValue(char c)
{
    return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

unsigned base64Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return static_cast<unsigned>(c - 'A');
    if (c >= 'a' && c <= 'z')
        return static_cast<unsigned>(c - 'a' + 26);
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0' + 52);
    return c == '+' || c == '-' ? 62 : 63;
}

class RunFinder {
public:
    RunFinder(std::string_view content, std::vector<DigestRun> &found)
        : m_content(content)
        , m_found(found)
    {
    }

    /// A maximal run of characters of base64.
    void take(std::size_t from, std::size_t to)
    {
        if (isUuid(from, to)) {
            addHex(from, to, DigestWriting::uuid);
            return;
        }
        m_parts.clear();
        for (std::size_t at = from; at < to;) {
            std::size_t end = at;
            std::uint8_t every = hexDigit;
            for (; end < to && (classOf(m_content[end]) & symbol) == 0; ++end)
                every &= classOf(m_content[end]);
            if (end > at)
                m_parts.push_back({{at, end}, every == hexDigit && end - at >= shortestHex});
            at = end + 1;
        }
        addParts(from, to);
    }

    void takeOctets()
    {
        constexpr std::array<std::size_t, 6> sizes{16, 20, 28, 32, 48, 64};
        if (std::find(sizes.begin(), sizes.end(), m_content.size()) == sizes.end() || base::isReadableText(m_content))
            return;
        DigestRun run;
        run.range = {0, m_content.size()};
        run.writing = DigestWriting::octets;
        run.size = run.characters = static_cast<std::uint8_t>(m_content.size());
        std::copy(m_content.begin(), m_content.end(), run.octets.begin());
        m_found.push_back(run);
    }

private:
    struct Part {
        base::ByteRange range;
        bool hex;
    };

    void addParts(std::size_t from, std::size_t to)
    {
        // The longest first: what follows of the same hash says less.
        if (m_parts.size() != 1 || !m_parts.front().hex || m_parts.front().range.size() != to - from)
            addBase64(from, to);
        const bool few = m_parts.size() <= mostSeparators;
        for (const Part &part : m_parts) {
            const bool ends = part.range.to == to;
            if (part.hex) {
                addHex(part.range.from, part.range.to, DigestWriting::hex);
                continue;
            }
            if (few && !ends && part.range.from != from)
                addBase64(part.range.from, to);
            if (!ends || part.range.from != from)
                addBase64(part.range.from, part.range.to);
        }
    }

    bool isUuid(std::size_t from, std::size_t to) const
    {
        if (to - from != 36)
            return false;
        for (std::size_t i = 0; i < 36; ++i) {
            const char c = m_content[from + i];
            const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : (classOf(c) & hexDigit) == 0)
                return false;
        }
        return true;
    }

    void addHex(std::size_t from, std::size_t to, DigestWriting writing)
    {
        if (to - from > longestHex)
            return;
        DigestRun run;
        run.range = {from, to};
        run.writing = writing;
        unsigned digits = 0;
        for (std::size_t i = from; i < to; ++i) {
            if (m_content[i] == '-')
                continue;
            const unsigned half = hexValue(m_content[i]);
            run.octets[digits / 2] = static_cast<std::uint8_t>(run.octets[digits / 2] << 4 | half);
            ++digits;
        }
        run.characters = static_cast<std::uint8_t>(to - from);
        run.size = static_cast<std::uint8_t>(digits / 2);
        m_found.push_back(run);
    }

    void addBase64(std::size_t from, std::size_t to)
    {
        if (to - from < shortestBase64 || to - from > longestBase64)
            return;
        DigestRun run;
        std::uint8_t any = 0;
        std::uint32_t bits = 0;
        unsigned held = 0;
        for (std::size_t i = from; i < to; ++i) {
            any |= classOf(m_content[i]);
            bits = bits << 6 | base64Value(m_content[i]);
            held += 6;
            if (held >= 8 && run.size < run.octets.size()) {
                held -= 8;
                run.octets[run.size++] = static_cast<std::uint8_t>(bits >> held);
            }
        }
        const std::uint8_t kinds = any & (upperCase | lowerCase | decimalDigit);
        if ((kinds & (kinds - 1)) == 0) // one kind alone
            return;
        run.writing = DigestWriting::base64;
        run.characters = static_cast<std::uint8_t>(to - from);
        while (to < m_content.size() && m_content[to] == '=' && to - from < longestBase64)
            ++to;
        run.range = {from, to};
        m_found.push_back(run);
    }

    std::string_view m_content;
    std::vector<DigestRun> &m_found;
    std::vector<Part> m_parts;
};

} // namespace

std::string_view nameOf(DigestWriting writing)
{
    constexpr std::array<std::string_view, 4> names{"", "base64", "uuid", "octets"};
    return names[static_cast<std::size_t>(writing)];
}

std::uint64_t DigestRun::key() const
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | octets[i];
    return number;
}

void findDigestRuns(std::string_view content, std::vector<DigestRun> &found)
{
    if (content.size() < shortestBase64)
        return;
    RunFinder finder(content, found);
    finder.takeOctets();
    for (std::size_t at = 0; at < content.size();) {
        std::size_t end = at;
        while (end < content.size() && (classOf(content[end]) & (letterOrDigit | symbol)) != 0)
            ++end;
        if (end - at >= shortestBase64)
            finder.take(at, end);
        at = end + 1;
    }
}

} // namespace telltale::leak
