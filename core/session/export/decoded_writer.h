// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_writer.h"
#include "session/export/record_writer.h"
#include "session/payload_store.h"
#include "session/values.h"

namespace telltale::session {

/// Adds to the object being written: `"decoded":[{"location":…,"nodes":[…]},…]` with one node for
/// each layer and member (see decode/decode_tree.h), and `"body":"…"`, base64 of the body after
/// content decoding, as the options say. A layer that could not be opened is a node with a verdict and its reason.
void writeDecodedRequest(base::JsonWriter &json, const Exchange &exchange, const PayloadStore &payloads,
                         const RecordOptions &options);
void writeDecodedResponse(base::JsonWriter &json, const Exchange &exchange, const PayloadStore &payloads,
                          const RecordOptions &options);

} // namespace telltale::session
