// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reassembly/connection_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace telltale::reassembly::test {

/// How a playbook's segments are changed before they are played; what is heard must not change.
enum class Variation {
    asWritten,
    twice, ///< every segment is captured twice
    singleBytes, ///< payloads are cut into segments of one byte
    backwards, ///< what carries data comes in the opposite order
};

/// One conversation. Lines that begin with ">>" are segments between one phone (orig,
/// 10.0.0.2:40000) and one server (resp, 192.0.2.1:80), the others what the listener must hear:
///
///     >> orig syn seq=99
///     >> resp syn seq=499 ack=100
///     >> orig seq=100 ack=500 "GET"
///     << open
///     << data orig "GET"
///     << end orig cut
///
/// A segment's words: seq=N ack=N fin rst missing=N at=SECONDS x=TIMES "payload". Packets are
/// numbered from 1 and come a millisecond apart unless they say at=. The table is finished at the
/// end. What is heard: open, data, gap, end, close, flip, anomaly ID; data of one side that follows
/// data of the same side is joined.
struct Playbook {
    std::vector<std::string> sends;
    std::vector<std::string> hears;

    static Playbook parse(std::string_view script);
    /// Everything that was heard, in order.
    [[nodiscard]] std::vector<std::string> play(Variation variation, const base::Limits &limits = {}) const;
};

/// Only what concerns the streams, the originator's first: the order between sides, and anomalies,
/// may change with the variation.
std::vector<std::string> streamsOnly(const std::vector<std::string> &heard);

/// Plays the script as written and compares everything; then plays the variations and compares
/// what the streams carried.
void expectPlay(
    std::string_view script, const std::vector<Variation> &variations = {Variation::twice, Variation::singleBytes});

} // namespace telltale::reassembly::test
