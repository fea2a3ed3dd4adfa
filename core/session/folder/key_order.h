// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>

namespace telltale::session {

/// Rewrites a pcapng of one section with all its Decryption Secrets Blocks before the first packet, in
/// their order, and everything else as it stands: a reader that passes once then has every key in time.
/// The new file replaces the old one only when it is whole; until then "PATH.part" lies beside it. A
/// block that is cut off at the end is left out. Works in this machine's byte order, as PcapngWriter does.
base::Status putKeysFirst(const std::string &path);

} // namespace telltale::session
