// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "decode/decode_tree.h"
#include "decode/structure_sink.h"

#include <cstdint>
#include <vector>

namespace telltale::decode {

/// Turns the values of a binary structure into members below a structure node. Texts and other octets
/// are linear; numbers are printed and proven by the octets they were printed from.
class StructureBuilder final : public StructureSink {
public:
    /// @p structure is linear and begins where the reader's ranges begin.
    StructureBuilder(DecodeTree &tree, std::uint32_t structure, const base::Limits &limits);

    bool begin(const MemberKey &key, std::size_t from) override;
    bool end(std::size_t to) override;
    bool octets(const MemberKey &key, base::ByteRange range) override;
    bool scalar(const MemberKey &key, base::ByteRange range, const Scalar &value) override;

    /// Strings that may hide more.
    [[nodiscard]] std::vector<std::uint32_t> worthOpening() { return std::move(m_worthOpening); }

private:
    struct Container {
        std::uint32_t node = 0;
        std::size_t from = 0; ///< in the structure
    };

    Node member(const MemberKey &key, base::ByteRange range) const;

    DecodeTree &m_tree;
    std::uint32_t m_structure;
    const base::Limits &m_limits;
    std::vector<Container> m_open;
    std::vector<std::uint32_t> m_worthOpening;
};

} // namespace telltale::decode
