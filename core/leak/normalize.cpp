// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak/normalize.h"

#include "base/utf8.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace telltale::leak {

namespace {

constexpr int percentPasses = 4;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Text whose octets know where they came from; sources has one entry more than the text.
struct Traced {
    std::string text;
    std::vector<std::uint32_t> sources;
};

bool decodePercentOnce(Traced &traced)
{
    const std::string &in = traced.text;
    std::size_t out = 0;
    bool changed = false;
    std::string text(in.size(), '\0');
    for (std::size_t i = 0; i < in.size(); ++out) {
        traced.sources[out] = traced.sources[i];
        const bool coded = in[i] == '%' && i + 2 < in.size() && hexValue(in[i + 1]) >= 0 && hexValue(in[i + 2]) >= 0;
        text[out] = coded ? static_cast<char>(hexValue(in[i + 1]) * 16 + hexValue(in[i + 2])) : in[i];
        changed |= coded;
        i += coded ? 3 : 1;
    }
    traced.sources[out] = traced.sources[in.size()];
    traced.sources.resize(out + 1);
    text.resize(out);
    traced.text = std::move(text);
    return changed;
}

/// Collects the folded text; runs of white space become one space.
class Collector {
public:
    explicit Collector(std::size_t size) { m_folded.text.reserve(size); }

    void space(std::uint32_t source)
    {
        if (!m_folded.text.empty() && m_folded.text.back() == ' ')
            return;
        put(" ", source);
    }

    void put(std::string_view octets, std::uint32_t source)
    {
        m_folded.offsets.add(static_cast<std::uint32_t>(m_folded.text.size()), source);
        m_folded.text.append(octets);
    }

    Folded finish(std::uint32_t sourceEnd)
    {
        m_folded.offsets.finish(static_cast<std::uint32_t>(m_folded.text.size()), sourceEnd);
        return std::move(m_folded);
    }

private:
    Folded m_folded;
};

bool isAsciiSpace(char c)
{
    return c == ' ' || c == '+' || (c >= '\t' && c <= '\r');
}

char lowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

ucs4_t codePoint(std::string_view sequence)
{
    ucs4_t value = 0;
    u8_mbtouc(&value, base::asBytes(sequence).data(), sequence.size());
    return value;
}

/// True for characters that NFC may merge with the one before: marks, and Hangul vowels and finals.
bool joinsBefore(ucs4_t c)
{
    return uc_combining_class(c) != 0 || (c >= 0x1160 && c <= 0x11FF);
}

/// End of the piece at @p from that can be folded alone: a character with all that joins it.
std::size_t pieceEnd(std::string_view text, std::size_t from)
{
    // A piece has a bound, so that an endless row of marks costs no more than its length.
    constexpr std::size_t longest = 128;
    std::size_t end = from + std::max<std::size_t>(1, base::utf8SequenceLength(text.substr(from)));
    while (end < text.size() && end - from < longest && !isAscii(text[end])) {
        const std::size_t length = base::utf8SequenceLength(text.substr(end));
        if (length == 0 || !joinsBefore(codePoint(text.substr(end, length))))
            break;
        end += length;
    }
    return end;
}

/// What typography makes of ASCII: quotes, dashes, full-width forms. 0 for all else.
char plainForm(ucs4_t c)
{
    if (c >= 0x2018 && c <= 0x201B)
        return '\'';
    if (c >= 0x201C && c <= 0x201F)
        return '"';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return '-';
    return c > 0xFF00 && c < 0xFF5F ? lowerAscii(static_cast<char>(c - 0xFEE0)) : '\0';
}

/// Characters that nobody sees: soft hyphen, zero-width space, joiners, byte order mark.
bool isInvisible(ucs4_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/// True where the piece is one character that stands for another, or for none; it is put then.
bool putPlain(Collector &out, std::string_view piece, std::uint32_t source)
{
    if (isAscii(piece.front()) || base::utf8SequenceLength(piece) != piece.size())
        return false;
    const ucs4_t c = codePoint(piece);
    const char plain = plainForm(c);
    if (plain != '\0')
        out.put({&plain, 1}, source);
    return plain != '\0' || isInvisible(c);
}

void putPiece(Collector &out, std::string_view piece, std::uint32_t source)
{
    std::uint8_t buffer[512];
    std::size_t size = sizeof buffer;
    std::uint8_t *folded = u8_casefold(base::asBytes(piece).data(), piece.size(), nullptr, UNINORM_NFC, buffer, &size);
    if (folded == nullptr) {
        out.put(piece, source);
        return;
    }
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> owned(folded == buffer ? nullptr : folded, &std::free);
    out.put(base::asText({folded, size}), source);
}

Folded foldTraced(std::string_view text, const std::vector<std::uint32_t> *sources)
{
    const auto source = [&](std::size_t i) {
        return sources != nullptr ? (*sources)[i] : static_cast<std::uint32_t>(i);
    };
    Collector out(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const bool alone = isAscii(c) && (i + 1 == text.size() || isAscii(text[i + 1]));
        if (isAsciiSpace(c) && alone) {
            out.space(source(i++));
            continue;
        }
        if (alone) {
            const char lower = lowerAscii(c);
            out.put({&lower, 1}, source(i++));
            continue;
        }
        const std::size_t end = pieceEnd(text, i);
        const std::string_view piece = text.substr(i, end - i);
        if (base::utf8SequenceLength(piece) == 0)
            out.put(piece.substr(0, 1), source(i));
        else if (isAsciiSpace(c) && piece.size() == 1)
            out.space(source(i));
        else if (!isAscii(c) && uc_is_property_white_space(codePoint(piece)))
            out.space(source(i));
        else if (!putPlain(out, piece, source(i)))
            putPiece(out, piece, source(i));
        i = base::utf8SequenceLength(piece) == 0 ? i + 1 : end;
    }
    return out.finish(source(text.size()));
}

} // namespace

void OffsetMap::add(std::uint32_t folded, std::uint32_t source)
{
    if (m_runs.empty() || source - m_runs.back().source != folded - m_runs.back().folded)
        m_runs.push_back({folded, source});
}

void OffsetMap::finish(std::uint32_t folded, std::uint32_t source)
{
    m_runs.push_back({folded, source});
    m_runs.shrink_to_fit();
}

std::uint64_t OffsetMap::at(std::uint64_t folded) const
{
    const auto after = std::upper_bound(
        m_runs.begin(), m_runs.end(), folded, [](std::uint64_t value, const Run &run) { return value < run.folded; });
    if (after == m_runs.begin())
        return 0;
    const Run &run = *std::prev(after);
    const std::uint64_t source = run.source + (folded - run.folded);
    return after == m_runs.end() ? run.source : std::min<std::uint64_t>(source, after->source);
}

base::ByteRange OffsetMap::source(base::ByteRange folded) const
{
    const std::uint64_t from = at(folded.from);
    std::uint64_t to = at(folded.to);
    // Several octets may have come from one place (a group of base64): the range ends behind all of it.
    if (folded.to > folded.from && to == at(folded.to - 1)) {
        const auto behind = std::upper_bound(
            m_runs.begin(), m_runs.end(), to, [](std::uint64_t value, const Run &run) { return value < run.source; });
        to = behind == m_runs.end() ? to : behind->source;
    }
    return {from, to};
}

Folded fold(std::string_view text)
{
    text = text.substr(0, UINT32_MAX);
    if (text.find('%') == std::string_view::npos)
        return foldTraced(text, nullptr);
    Traced traced{std::string(text), std::vector<std::uint32_t>(text.size() + 1)};
    for (std::size_t i = 0; i <= text.size(); ++i)
        traced.sources[i] = static_cast<std::uint32_t>(i);
    for (int pass = 0; pass < percentPasses && decodePercentOnce(traced); ++pass) { }
    return foldTraced(traced.text, &traced.sources);
}

Folded fold(std::string_view text, const std::vector<std::uint32_t> &sources)
{
    Traced traced{std::string(text), sources};
    for (int pass = 0; pass < percentPasses && decodePercentOnce(traced); ++pass) { }
    return foldTraced(traced.text, &traced.sources);
}

std::string foldedSecret(std::string_view text)
{
    std::string folded = fold(text).text;
    if (!folded.empty() && folded.back() == ' ')
        folded.pop_back();
    if (!folded.empty() && folded.front() == ' ')
        folded.erase(0, 1);
    return folded;
}

} // namespace telltale::leak
