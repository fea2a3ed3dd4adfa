// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "base/result.h"
#include "capture/packet_source.h"

#include <memory>
#include <string>

namespace telltale::capture {

/// Opens a capture: a pcap or pcapng file, plain or in gzip or Zstandard; a FIFO; or "-" for
/// standard input. A file that is missing, unreadable, empty or no capture gives an error of kind
/// input with its remedy. Streams are opened at once, without waiting for their first octet; one
/// that turns out to be no capture ends with EndOfInput::complete = false.
/// With @p follow a regular file that ends is waited on: somebody still writes to it.
base::Result<std::unique_ptr<PacketSource>> openCapture(
    const std::string &path, const base::Limits &limits = {}, bool follow = false);

} // namespace telltale::capture
