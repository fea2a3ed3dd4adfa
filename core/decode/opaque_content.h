// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decode/decode_tree.h"

namespace telltale::decode {

/// Gives leaves that nothing could open, and whose octets are spread as only encryption or strong
/// compression spreads them, Verdict::encrypted. Base64 and hexadecimal leaves are judged by what they
/// stand for. Pictures, archives and other formats known by their magic are left alone.
void markOpaqueContent(DecodeTree &tree);

} // namespace telltale::decode
