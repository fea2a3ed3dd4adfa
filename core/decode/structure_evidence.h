// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/structure_sink.h"

namespace telltale::decode {

/// Counts what speaks for some octets really being the binary structure they parse as: nearly every
/// short string of octets is some protobuf message, but rarely one that holds words.
class StructureEvidence final : public StructureSink {
public:
    /// Of a packed map or array: shorter ones say nothing.
    static constexpr std::size_t shortest = 8;

    explicit StructureEvidence(base::ByteView structure)
        : m_structure(structure)
    {
    }

    bool begin(const MemberKey &key, std::size_t from) override;
    bool end(std::size_t to) override;
    bool octets(const MemberKey &key, base::ByteRange range) override;
    bool scalar(const MemberKey &key, base::ByteRange range, const Scalar &value) override;

    [[nodiscard]] std::size_t members() const { return m_members; }
    [[nodiscard]] std::size_t textOctets() const { return m_textOctets; } ///< in texts of three octets or more
    [[nodiscard]] std::size_t longestText() const { return m_longestText; }
    [[nodiscard]] std::size_t otherOctets() const { return m_otherOctets; } ///< in strings that are not text
    [[nodiscard]] bool oddKey() const { return m_oddKey; } ///< a key that is empty or not readable

    /// Of a packed map or array (CBOR, MessagePack): its keys are readable, and much of it is text.
    [[nodiscard]] bool holdsWords() const;
    /// Texts are at least @p percent of the whole, and one of them has @p longest octets or more.
    [[nodiscard]] bool holdsText(std::size_t percent, std::size_t longest) const;

private:
    void count(const MemberKey &key);

    base::ByteView m_structure;
    std::size_t m_members = 0;
    std::size_t m_textOctets = 0;
    std::size_t m_longestText = 0;
    std::size_t m_otherOctets = 0;
    bool m_oddKey = false;
};

/// Whether the first octets have what text never has: a control character or an octet that is not
/// UTF-8. Binary structures show it early.
bool beginsBinary(base::ByteView bytes);

} // namespace telltale::decode
