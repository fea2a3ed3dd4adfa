// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "capture/packet_source.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace telltale::capture {

/// What one look at the front of the input gave.
struct ParseStep {
    enum class Outcome {
        event, ///< an event was given; consumed octets are used up, and its views point into them
        skipped, ///< consumed octets are used up and told nothing
        wantMore, ///< at least `wanted` octets must be there before anything can be told
    };
    Outcome outcome = Outcome::wantMore;
    std::size_t consumed = 0;
    std::size_t wanted = 0;

    static ParseStep tell(std::size_t consumedOctets) { return {Outcome::event, consumedOctets, 0}; }
    static ParseStep skip(std::size_t consumedOctets) { return {Outcome::skipped, consumedOctets, 0}; }
    static ParseStep want(std::size_t octets) { return {Outcome::wantMore, 0, octets}; }
};

/// Reads records of a capture format off the front of a buffer that somebody else fills. Does no
/// input itself. Total: damage gives an anomaly and then EndOfInput with complete = false.
class RecordParser {
public:
    virtual ~RecordParser() = default;

    /// Looks at @p front, which begins at @p offset octets into the input, and writes @p event where
    /// the outcome is Outcome::event. wanted never exceeds Limits::blockBytes.
    virtual ParseStep parse(base::ByteView front, std::uint64_t offset, SourceEvent &event) = 0;
};

/// The sentence for input that is damaged at @p offset.
inline EndOfInput damagedAt(std::uint64_t offset, const std::string &what)
{
    return {false, "The capture is damaged at octet " + std::to_string(offset) + ": " + what};
}

} // namespace telltale::capture
