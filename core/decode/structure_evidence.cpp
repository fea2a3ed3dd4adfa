// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode/structure_evidence.h"

#include "base/utf8.h"

#include <algorithm>

namespace telltale::decode {

void StructureEvidence::count(const MemberKey &key)
{
    ++m_members;
    if (!key.index && (key.name.empty() || !base::isReadableText(key.name)))
        m_oddKey = true;
    // Names are text too, where a format has them; field numbers are too short to count.
    if (!key.index && key.name.size() >= 3 && !m_oddKey)
        m_textOctets += key.name.size();
}

bool StructureEvidence::begin(const MemberKey &key, std::size_t)
{
    count(key);
    return true;
}

bool StructureEvidence::end(std::size_t)
{
    return true;
}

bool StructureEvidence::octets(const MemberKey &key, base::ByteRange range)
{
    count(key);
    const std::string_view text = base::asText(m_structure).substr(range.from, range.size());
    if (!base::isReadableText(text)) {
        m_otherOctets += text.size();
    } else if (text.size() >= 3) {
        m_textOctets += text.size();
        m_longestText = std::max(m_longestText, text.size());
    }
    return true;
}

bool StructureEvidence::scalar(const MemberKey &key, base::ByteRange, const Scalar &)
{
    count(key);
    return true;
}

bool StructureEvidence::holdsWords() const
{
    return !m_oddKey && m_textOctets * 100 >= m_structure.size() * 30 && m_textOctets >= 6;
}

bool StructureEvidence::holdsText(std::size_t percent, std::size_t longest) const
{
    return m_longestText >= longest && m_textOctets * 100 >= m_structure.size() * percent;
}

bool beginsBinary(base::ByteView bytes)
{
    constexpr std::size_t looked = 64;
    const std::string_view head = base::asText(bytes.first(std::min(bytes.size(), looked)));
    for (std::size_t at = 0; at < head.size();) {
        const auto octet = static_cast<unsigned char>(head[at]);
        if ((octet < 0x20 && octet != '\t' && octet != '\n' && octet != '\r') || octet == 0x7f)
            return true;
        if (octet < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = base::utf8SequenceLength(head.substr(at, 4));
        if (length == 0)
            return head.size() - at >= 4 || bytes.size() <= looked;
        at += length;
    }
    return false;
}

} // namespace telltale::decode
