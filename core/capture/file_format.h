// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace telltale::capture {

/// What the first octets of an input say it is.
enum class FileFormat : std::uint8_t {
    empty,
    pcap,
    pcapng,
    gzip,
    zstd,
    har, ///< or other JSON: an object
    mitmproxy, ///< a flow dump (tnetstring)
    snoop, ///< Solaris snoop, which Telltale does not read
    text,
    unknown,
};

/// Enough octets for sniffFormat() to be sure.
inline constexpr std::size_t sniffLength = 512;

/// Total. With fewer octets than sniffLength it says the best it can.
FileFormat sniffFormat(base::ByteView front);

/// The same for a file; an error of kind input when it cannot be read.
base::Result<FileFormat> sniffFile(const std::string &path);

/// Why an input of this format is no capture, and what to do: for people.
base::Error notACapture(const std::string &name, FileFormat format);

/// Why @p path cannot be opened or read, from errno.
base::Error cannotRead(const std::string &path, int errorNumber);

} // namespace telltale::capture
