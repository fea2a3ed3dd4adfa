// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Text that is not UTF-8, as some search engines and old pages send it; the step is the charset's
/// name in lower case. The charset is the one the message states (the content type, or a field "ie",
/// "charset", "enc" beside the value); else a guess, with a note that says so. UTF-16 is taken by its
/// byte order mark.
class CharsetDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "charset"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
