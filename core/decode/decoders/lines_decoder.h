// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Several JSON texts in a row (step "ndjson") or several forms on lines (step "lines": GA4). Members are
/// keyed "[0]", "[1]"…; lines in between that are neither stay text. In a Sentry envelope the length that
/// an item's header states goes before line ends, so that attachments stay whole.
class LinesDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "lines"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
