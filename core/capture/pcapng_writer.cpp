// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pcapng_writer.h"

#include "capture/pcapng_format.h"

#include <algorithm>
#include <cstring>

namespace telltale::capture {

using namespace pcapng;

namespace {

constexpr std::uint8_t nanosecondResolution = 9;
constexpr std::size_t longestOption = 65535;

} // namespace

template <typename Integer>
void PcapngWriter::put(Integer value)
{
    const std::size_t at = m_out.size();
    m_out.resize(at + sizeof value);
    std::memcpy(m_out.data() + at, &value, sizeof value);
}

void PcapngWriter::putTime(base::Timestamp time)
{
    // The format cannot say "before 1970".
    const auto count = static_cast<std::uint64_t>(std::max<std::int64_t>(time.nanoseconds, 0));
    put(static_cast<std::uint32_t>(count >> 32));
    put(static_cast<std::uint32_t>(count));
}

void PcapngWriter::pad()
{
    m_out.resize(padded(m_out.size() - m_padFrom) + m_padFrom);
}

std::size_t PcapngWriter::begin(std::uint32_t type)
{
    const std::size_t start = m_out.size();
    m_padFrom = start;
    put(type);
    put(std::uint32_t{0}); // the length is known at the end
    return start;
}

void PcapngWriter::finish(std::size_t start)
{
    const auto length = static_cast<std::uint32_t>(m_out.size() - start + sizeof(std::uint32_t));
    put(length);
    std::memcpy(m_out.data() + start + sizeof length, &length, sizeof length);
}

void PcapngWriter::option(std::uint16_t code, base::ByteView value)
{
    const base::ByteView fitting = value.first(std::min(value.size(), longestOption));
    put(code);
    put(static_cast<std::uint16_t>(fitting.size()));
    append(fitting);
    pad();
}

void PcapngWriter::option(std::uint16_t code, std::uint64_t number)
{
    put(code);
    put(std::uint16_t{sizeof number});
    put(number);
}

void PcapngWriter::endOfOptions()
{
    put(pcapng::option::end);
    put(std::uint16_t{0});
}

void PcapngWriter::section(std::string_view application, const std::vector<std::string> &comments)
{
    const std::size_t start = begin(sectionHeader);
    put(byteOrderMagic);
    put(std::uint16_t{1});
    put(std::uint16_t{0});
    put(~std::uint64_t{0}); // length of the section: not given
    for (const std::string &comment : comments)
        option(pcapng::option::comment, comment);
    option(pcapng::option::application, application);
    endOfOptions();
    finish(start);
}

void PcapngWriter::interface(net::LinkType linkType, std::uint32_t snapLength, std::string_view name)
{
    const std::size_t start = begin(interfaceDescription);
    put(static_cast<std::uint16_t>(linkType));
    put(std::uint16_t{0});
    put(snapLength);
    option(pcapng::option::interfaceName, name);
    option(pcapng::option::timeResolution, base::ByteView(&nanosecondResolution, 1));
    endOfOptions();
    finish(start);
}

void PcapngWriter::packet(std::uint32_t interfaceId, base::Timestamp time, base::ByteView bytes,
    std::uint32_t originalLength, const std::vector<std::string> &comments)
{
    const std::size_t start = begin(enhancedPacket);
    put(interfaceId);
    putTime(time);
    put(static_cast<std::uint32_t>(bytes.size()));
    put(originalLength);
    append(bytes);
    pad();
    for (const std::string &comment : comments)
        option(pcapng::option::comment, comment);
    if (!comments.empty())
        endOfOptions();
    finish(start);
}

void PcapngWriter::keyLog(std::string_view text)
{
    const std::size_t start = begin(decryptionSecrets);
    put(tlsKeyLog);
    put(static_cast<std::uint32_t>(text.size()));
    append(base::asBytes(text));
    pad();
    finish(start);
}

void PcapngWriter::app(const AppIdentity &app)
{
    constexpr std::size_t longest = 255;
    const base::ByteView package = base::asBytes(std::string_view(app.package).substr(0, longest));
    const base::ByteView label = base::asBytes(std::string_view(app.label).substr(0, longest));
    const std::size_t start = begin(custom);
    put(pcapdroid::enterpriseNumber);
    put(pcapdroid::version);
    put(pcapdroid::uidMap);
    put(std::uint8_t{0});
    put(app.uid);
    put(static_cast<std::uint8_t>(package.size()));
    put(static_cast<std::uint8_t>(label.size()));
    append(package);
    append(label);
    pad();
    finish(start);
}

void PcapngWriter::statistics(std::uint32_t interfaceId, base::Timestamp time, std::uint64_t received,
    std::uint64_t dropped, std::uint64_t droppedByInterface, const std::vector<std::string> &comments)
{
    const std::size_t start = begin(interfaceStatistics);
    put(interfaceId);
    putTime(time);
    for (const std::string &comment : comments)
        option(pcapng::option::comment, comment);
    option(pcapng::option::received, received);
    option(pcapng::option::droppedByInterface, droppedByInterface);
    option(pcapng::option::droppedBySystem, dropped);
    endOfOptions();
    finish(start);
}

} // namespace telltale::capture
