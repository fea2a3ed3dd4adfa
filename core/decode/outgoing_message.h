// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "decode/decode_tree.h"
#include "decode/decoder.h"
#include "session/values.h"

#include <vector>

namespace telltale::decode {

/// A location of a message and the layers found in it.
struct LocatedTree {
    session::Location location; ///< "url", "header:Referer", "cookie:sid", "body"
    DecodeTree tree;
};

/// The request of one exchange with everything in it opened: what attribution and leak search read.
struct OutgoingMessage {
    const session::Exchange *exchange = nullptr; ///< not owned; outlives the message
    session::HeaderList headers;
    std::vector<LocatedTree> trees;
};

/// Opens URL, headers, cookies and body of a request.
/// - location "url": the octets of exchange.url, absolute
/// - "header:NAME": the field's value; NAME as on the wire. Cookie fields are split instead:
/// - "cookie:NAME": one cookie's value as it stands in the Cookie field
/// - "body": @p body, content-encoded as on the wire
OutgoingMessage openRequest(const session::Exchange &exchange, session::HeaderList headers, base::ByteView body,
    const DecoderRegistry &registry = DecoderRegistry::standard(), const base::Limits &limits = {});

} // namespace telltale::decode
