// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "capture/packet_source.h"

#include <optional>

namespace telltale::capture {

/// The app that PCAPdroid names in the 32 octets behind each frame of its extended pcap files: user
/// id and label (at most 19 octets; one that fills them may go on and ends with "…" here; no package name).
/// Nothing where there is no such trailer, its checksum is wrong, or the frame has addresses: PCAPdroid's have none,
/// and what a station sends over a real link may not name its own app. Meant for packets of link type Ethernet.
std::optional<AppIdentity> pcapdroidTrailer(base::ByteView frame);

} // namespace telltale::capture
