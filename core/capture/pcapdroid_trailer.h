// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "capture/packet_source.h"

#include <optional>

namespace telltale::capture {

/// The app that PCAPdroid names in the 32 octets behind each frame of its extended pcap files: user
/// id and label (at most 19 octets, perhaps cut inside a character; no package name). Nothing where
/// there is no such trailer or its checksum is wrong. Meant for packets of link type Ethernet.
std::optional<AppIdentity> pcapdroidTrailer(base::ByteView frame);

} // namespace telltale::capture
