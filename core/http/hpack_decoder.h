// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "http/http_listener.h"

#include <cstdint>
#include <memory>
#include <vector>

struct nghttp2_hd_inflater;

namespace telltale::http {

/// The header section of one block.
struct HeaderSection {
    std::vector<Field> fields; ///< in order, pseudo-headers included
    std::size_t lost = 0; ///< fields that refer to table entries nobody saw being made
    bool damaged = false; ///< the block broke off: not HPACK
    bool overLimit = false; ///< fields beyond limits.headerBytes or headerCount were left out
    bool tableLimit = false; ///< the sender's table is larger than limits.http2TableBytes
};

/// Undoes the header compression of one direction (RFC 7541; the representations themselves and the
/// dynamic table are libnghttp2's).
///
/// Never guesses: after blocks went missing (forget()), or when reading starts in the middle of a
/// connection, the table is empty and new entries are counted from then on. Entries are
/// numbered from the newest, so references to those are right again at once, and references to
/// older ones are recognised and counted as lost.
///
/// The peer's SETTINGS_HEADER_TABLE_SIZE need not be known: the sender announces in its own blocks
/// every change of its table that matters (RFC 7541 § 4.2), at the very place where it takes effect.
class HpackDecoder {
public:
    explicit HpackDecoder(const base::Limits &limits);
    ~HpackDecoder();
    HpackDecoder(const HpackDecoder &) = delete;
    HpackDecoder &operator=(const HpackDecoder &) = delete;

    /// Decodes a whole header block: HEADERS or PUSH_PROMISE with its CONTINUATIONs joined.
    HeaderSection decode(base::ByteView block);

    /// Blocks may have been missed: from here on only entries made later are known.
    void forget();

private:
    struct Representation;
    class Run;

    struct InflaterDeleter {
        void operator()(nghttp2_hd_inflater *inflater) const;
    };

    const base::Limits *m_limits;
    std::unique_ptr<nghttp2_hd_inflater, InflaterDeleter> m_inflater;
    bool m_forgot = false;
};

} // namespace telltale::http
