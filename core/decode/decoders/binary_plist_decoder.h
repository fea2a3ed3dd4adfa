// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decoder.h"

namespace telltale::decode {

/// Binary property lists of Apple's systems ("bplist00"), step "bplist": keys of dictionaries name the
/// members, elements of arrays are "[0]", "[1]"…. Objects lie anywhere in the file, so containers
/// range over all of it and values over their own octets. Dates are seconds since 2001, UTC.
/// Source: the format's description in CFBinaryPList.c (apple/swift-corelibs-foundation).
class BinaryPlistDecoder : public Decoder {
public:
    [[nodiscard]] std::string_view name() const override { return "bplist"; }
    [[nodiscard]] std::vector<std::uint32_t> open(
        DecodeTree &tree, std::uint32_t node, const Hints &hints, const base::Limits &limits) const override;
};

} // namespace telltale::decode
