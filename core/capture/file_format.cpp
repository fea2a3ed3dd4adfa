// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file_format.h"

#include "base/utf8.h"
#include "capture/pcap_parser.h"
#include "capture/pcapng_parser.h"
#include "capture/unique_descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale::capture {

namespace {

bool startsWith(base::ByteView front, std::string_view magic)
{
    return base::asText(front).starts_with(magic);
}

/// A tnetstring begins with its length in decimal and a colon; a flow is a dictionary, whose first
/// element is a string and so begins the same way.
bool looksLikeFlows(std::string_view text)
{
    for (int lengths = 0; lengths < 2; ++lengths) {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        constexpr std::size_t longestLength = 12; // of a flow of nearly a terabyte
        if (digits == 0 || digits > longestLength || digits == text.size() || text[digits] != ':')
            return false;
        text.remove_prefix(digits + 1);
    }
    return true;
}

bool looksLikeText(base::ByteView front)
{
    std::string_view text = base::asText(front);
    // The last character may have been cut.
    for (int cut = 0; cut < 4 && !text.empty(); ++cut, text.remove_suffix(1)) {
        if (base::isReadableText(text))
            return true;
    }
    return false;
}

} // namespace

FileFormat sniffFormat(base::ByteView front)
{
    if (front.empty())
        return FileFormat::empty;
    if (PcapngParser::recognises(front))
        return FileFormat::pcapng;
    if (PcapParser::recognises(front))
        return FileFormat::pcap;
    if (startsWith(front, "\x1f\x8b"))
        return FileFormat::gzip;
    if (startsWith(front, "\x28\xb5\x2f\xfd"))
        return FileFormat::zstd;
    if (startsWith(front, "snoop"))
        return FileFormat::snoop;
    std::string_view text = base::asText(front);
    if (looksLikeFlows(text))
        return FileFormat::mitmproxy;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '{')
        return FileFormat::har;
    return looksLikeText(front) ? FileFormat::text : FileFormat::unknown;
}

base::Result<FileFormat> sniffFile(const std::string &path)
{
    const UniqueDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid())
        return cannotRead(path, errno);
    std::array<std::uint8_t, sniffLength> front{};
    const ssize_t count = ::read(file.get(), front.data(), front.size());
    if (count < 0)
        return cannotRead(path, errno);
    return sniffFormat(base::ByteView(front).first(static_cast<std::size_t>(count)));
}

base::Error notACapture(const std::string &name, FileFormat format)
{
    const auto error = [&name](const char *what, const char *remedy) {
        return base::Error{base::ErrorKind::input, name + what, remedy};
    };
    switch (format) {
    case FileFormat::empty:
        return error(" is empty.", "Give a capture in the format pcap or pcapng.");
    case FileFormat::har:
        return error(" is JSON, not a packet capture.", "If it is a HAR file, give it the ending .har.");
    case FileFormat::mitmproxy:
        return error(" is a mitmproxy flow dump, not a packet capture.", "Open it by its file name, not as a stream.");
    case FileFormat::snoop:
        return error(" is a snoop capture, which Telltale does not read.", "Convert it: editcap FILE FILE.pcapng");
    case FileFormat::text:
        return error(" is a text, not a packet capture.", "Give a capture in the format pcap or pcapng.");
    default:
        return error(" is not a packet capture that Telltale knows.",
            "Give a capture in the format pcap or pcapng; Wireshark's editcap converts many others.");
    }
}

base::Error cannotRead(const std::string &path, int errorNumber)
{
    switch (errorNumber) {
    case ENOENT:
        return {base::ErrorKind::input, "There is no file " + path + ".", "Check the name and the folder."};
    case EACCES:
    case EPERM:
        return {base::ErrorKind::input, "You may not read " + path + ".",
            "Make it readable for you: sudo chmod o+r " + path};
    case EISDIR:
        return {base::ErrorKind::input, path + " is a folder, not a capture.", "Give a file in it."};
    default:
        return {base::ErrorKind::input, path + " cannot be read: " + std::strerror(errorNumber) + ".", {}};
    }
}

} // namespace telltale::capture
