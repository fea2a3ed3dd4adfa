// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::leak {

/// Leads from octets of a folded text back to the octets they came from.
class OffsetMap {
public:
    /// The next folded octet stands at @p folded and came from @p source. Both only grow.
    void add(std::uint32_t folded, std::uint32_t source);
    /// Where both texts end.
    void finish(std::uint32_t folded, std::uint32_t source);

    /// The source octets behind a range of the folded text.
    [[nodiscard]] base::ByteRange source(base::ByteRange folded) const;
    [[nodiscard]] std::size_t bytes() const { return m_runs.size() * sizeof(Run); }

private:
    struct Run {
        std::uint32_t folded;
        std::uint32_t source;
    };
    [[nodiscard]] std::uint64_t at(std::uint64_t folded) const;

    std::vector<Run> m_runs; // a new one only where the distance between both changes
};

struct Folded {
    std::string text;
    OffsetMap offsets;
};

/// One spelling for all spellings a phrase or an address may have in a payload: percent-encoding
/// undone (also when applied repeatedly, up to four times), '+' and every white space one space,
/// Unicode case-folded and in NFC, typographic quotes, dashes and full-width forms as ASCII has them,
/// invisible characters dropped; diacritics stay. Octets that are not UTF-8 stay as they are. Any input up to 4 GiB;
/// what lies behind is not looked at.
Folded fold(std::string_view text);

/// The same for a text whose octets came from elsewhere: @p sources has a place for each octet and one for
/// the end, and never falls. The offsets lead there. Octets with the same place count as one.
Folded fold(std::string_view text, const std::vector<std::uint32_t> &sources);

/// The same, without surrounding white space and without the way back: for secrets.
std::string foldedSecret(std::string_view text);

} // namespace telltale::leak
