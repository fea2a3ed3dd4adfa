// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/hpack_decoder.h"

#include <nghttp2/nghttp2.h>

#include <array>
#include <optional>
#include <string_view>

namespace telltale::http {
namespace {

constexpr std::size_t fieldOverhead = 32; // RFC 7541 § 4.1
/// Stands for a name that is only known by its index. No header name on the wire holds this octet.
constexpr std::uint8_t unknownName = 0x00;

/// A prefix integer (RFC 7541 § 5.1); nothing when it is cut or senselessly large.
std::optional<std::uint64_t> takeInteger(base::ByteView block, std::size_t &at, unsigned prefixBits)
{
    if (at >= block.size())
        return std::nullopt;
    const std::uint64_t mask = (1U << prefixBits) - 1;
    std::uint64_t value = block[at++] & mask;
    if (value < mask)
        return value;
    for (unsigned shift = 0; shift < 32; shift += 7) {
        if (at >= block.size())
            return std::nullopt;
        const std::uint8_t octet = block[at++];
        value += static_cast<std::uint64_t>(octet & 0x7FU) << shift;
        if ((octet & 0x80U) == 0)
            return value;
    }
    return std::nullopt;
}

/// Steps over a string literal (RFC 7541 § 5.2).
bool skipString(base::ByteView block, std::size_t &at)
{
    const auto length = takeInteger(block, at, 7);
    if (!length || *length > block.size() - at)
        return false;
    at += *length;
    return true;
}

} // namespace

/// One representation of RFC 7541 § 6.
struct HpackDecoder::Representation {
    enum class Kind : std::uint8_t { indexed, literalIndexed, literal, tableSize };
    Kind kind = Kind::literal;
    std::uint64_t number = 0; ///< index, 0 for a literal name; or the table size
    base::ByteView whole;
    base::ByteView value; ///< of literals: the value's string with its length

    static std::optional<Representation> take(base::ByteView block, std::size_t &at)
    {
        const std::size_t from = at;
        const std::uint8_t first = block[at];
        Representation result;
        unsigned prefix = 4;
        if ((first & 0x80U) != 0) {
            result.kind = Kind::indexed;
            prefix = 7;
        } else if ((first & 0x40U) != 0) {
            result.kind = Kind::literalIndexed;
            prefix = 6;
        } else if ((first & 0x20U) != 0) {
            result.kind = Kind::tableSize;
            prefix = 5;
        }
        const auto number = takeInteger(block, at, prefix);
        if (!number)
            return std::nullopt;
        result.number = *number;
        if (result.kind == Kind::literal || result.kind == Kind::literalIndexed) {
            if (*number == 0 && !skipString(block, at))
                return std::nullopt;
            const std::size_t value = at;
            if (!skipString(block, at))
                return std::nullopt;
            result.value = block.subspan(value, at - value);
        }
        result.whole = block.subspan(from, at - from);
        return result;
    }
};

/// Decoding one block.
class HpackDecoder::Run {
public:
    Run(nghttp2_hd_inflater *inflater, const base::Limits &limits, HeaderSection &section)
        : m_inflater(inflater)
        , m_limits(limits)
        , m_section(section)
    {
    }

    bool step(const Representation &representation)
    {
        using Kind = Representation::Kind;
        if (representation.kind == Kind::tableSize)
            return tableSize(representation);
        const bool inserts = representation.kind == Kind::literalIndexed;
        if (m_section.overLimit && !inserts) // it changes nothing but the list that is full already
            return true;
        if (representation.number == 0)
            return representation.kind != Kind::indexed && feed(representation.whole);
        const std::size_t entries = nghttp2_hd_inflate_get_num_table_entries(m_inflater);
        if (representation.number <= entries)
            return feed(representation.whole);
        if (inserts)
            return insertUnknown(representation);
        ++m_section.lost;
        return true;
    }

    void finish()
    {
        (void)inflate({}, true);
        nghttp2_hd_inflate_end_headers(m_inflater);
    }

private:
    /// The entry must be made all the same, or all later references would be off by one.
    bool insertUnknown(const Representation &representation)
    {
        base::ByteBuffer rewritten{0x40, 0x01, unknownName};
        rewritten.insert(rewritten.end(), representation.value.begin(), representation.value.end());
        return feed(rewritten);
    }

    bool tableSize(const Representation &representation)
    {
        if (representation.number <= m_limits.http2TableBytes)
            return feed(representation.whole);
        // Our table stays smaller: references to what it has no room for are counted as lost.
        m_section.tableLimit = true;
        base::ByteBuffer rewritten{0x3F};
        std::size_t rest = m_limits.http2TableBytes;
        if (rest < 0x1F)
            return true;
        for (rest -= 0x1F; rest >= 0x80; rest >>= 7)
            rewritten.push_back(static_cast<std::uint8_t>(0x80U | (rest & 0x7FU)));
        rewritten.push_back(static_cast<std::uint8_t>(rest));
        return feed(rewritten);
    }

    bool feed(base::ByteView representation) { return inflate(representation, false); }

    bool inflate(base::ByteView bytes, bool last)
    {
        for (;;) {
            nghttp2_nv pair{};
            int flags = 0;
            const ssize_t used =
                nghttp2_hd_inflate_hd2(m_inflater, &pair, &flags, bytes.data(), bytes.size(), last ? 1 : 0);
            if (used < 0)
                return false;
            bytes = bytes.subspan(static_cast<std::size_t>(used));
            if ((flags & NGHTTP2_HD_INFLATE_EMIT) != 0)
                add(pair);
            if ((flags & NGHTTP2_HD_INFLATE_FINAL) != 0 || (bytes.empty() && (flags & NGHTTP2_HD_INFLATE_EMIT) == 0)
                || (bytes.empty() && !last))
                return true;
        }
    }

    void add(const nghttp2_nv &pair)
    {
        if (pair.namelen == 1 && pair.name[0] == unknownName) {
            ++m_section.lost;
            return;
        }
        m_size += pair.namelen + pair.valuelen + fieldOverhead;
        if (m_section.overLimit || m_size > m_limits.headerBytes || m_section.fields.size() >= m_limits.headerCount) {
            m_section.overLimit = true;
            return;
        }
        const std::string_view name = base::asText({pair.name, pair.namelen});
        const std::string_view value = base::asText({pair.value, pair.valuelen});
        m_section.fields.push_back({std::string(name), std::string(value)});
    }

    nghttp2_hd_inflater *m_inflater;
    const base::Limits &m_limits;
    HeaderSection &m_section;
    std::size_t m_size = 0;
};

void HpackDecoder::InflaterDeleter::operator()(nghttp2_hd_inflater *inflater) const
{
    nghttp2_hd_inflate_del(inflater);
}

HpackDecoder::HpackDecoder(const base::Limits &limits)
    : m_limits(&limits)
{
}

HpackDecoder::~HpackDecoder() = default;

void HpackDecoder::forget()
{
    m_inflater.reset();
    m_forgot = true;
}

HeaderSection HpackDecoder::decode(base::ByteView block)
{
    HeaderSection section;
    const bool fresh = m_inflater == nullptr;
    if (fresh) {
        nghttp2_hd_inflater *inflater = nullptr;
        if (nghttp2_hd_inflate_new(&inflater) != 0) {
            section.damaged = true;
            return section;
        }
        m_inflater.reset(inflater);
        nghttp2_hd_inflate_change_table_size(inflater, m_limits->http2TableBytes);
    }
    Run run(m_inflater.get(), *m_limits, section);
    if (fresh && m_forgot) {
        // The sender's table may be of any size by now. One that is too large here is harmless,
        // since a sender never refers to entries it has dropped; one too small would lose some.
        Representation largest;
        largest.kind = Representation::Kind::tableSize;
        largest.number = m_limits->http2TableBytes + 1;
        run.step(largest);
        section.tableLimit = false;
    }
    for (std::size_t at = 0; at < block.size();) {
        const auto representation = Representation::take(block, at);
        if (!representation || !run.step(*representation)) {
            section.damaged = true;
            forget();
            return section;
        }
    }
    run.finish();
    return section;
}

} // namespace telltale::http
