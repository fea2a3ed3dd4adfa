// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/dns_message.h"

#include "base/byte_reader.h"
#include "dns/dns_names.h"
#include "dns/record_data.h"

namespace telltale::dns {

namespace {

constexpr std::uint16_t optType = 41;

class MessageReader {
public:
    explicit MessageReader(base::ByteView bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<Message> read();

private:
    bool questions(std::uint16_t count);
    bool records(std::uint16_t count, std::vector<Record> &into);
    bool record(std::vector<Record> &into);
    void option(std::uint16_t udpSize, std::uint32_t ttl, base::ByteView data);

    base::ByteView m_bytes;
    std::size_t m_at = 0;
    Message m_message;
};

std::optional<Message> MessageReader::read()
{
    base::ByteReader header(m_bytes);
    m_message.id = header.u16be();
    const std::uint16_t flags = header.u16be();
    const std::uint16_t questionCount = header.u16be();
    const std::uint16_t answerCount = header.u16be();
    const std::uint16_t authorityCount = header.u16be();
    const std::uint16_t additionalCount = header.u16be();
    if (!header.ok())
        return std::nullopt;
    m_message.response = (flags & 0x8000) != 0;
    m_message.opcode = static_cast<std::uint8_t>(flags >> 11 & 15);
    m_message.truncated = (flags & 0x0200) != 0;
    m_message.rcode = flags & 15;
    m_at = header.offset();
    m_message.complete = questions(questionCount) && records(answerCount, m_message.answers)
        && records(authorityCount, m_message.authorities) && records(additionalCount, m_message.additionals);
    m_message.size = m_at;
    return std::move(m_message);
}

bool MessageReader::questions(std::uint16_t count)
{
    for (unsigned i = 0; i < count; ++i) {
        std::size_t at = m_at;
        auto name = readName(m_bytes, at);
        if (!name)
            return false;
        base::ByteReader reader(m_bytes.subspan(at));
        const std::uint16_t type = reader.u16be();
        const std::uint16_t questionClass = reader.u16be();
        if (!reader.ok())
            return false;
        m_message.questions.push_back({std::move(*name), type, questionClass});
        m_at = at + reader.offset();
    }
    return true;
}

bool MessageReader::records(std::uint16_t count, std::vector<Record> &into)
{
    for (unsigned i = 0; i < count; ++i) {
        if (!record(into))
            return false;
    }
    return true;
}

bool MessageReader::record(std::vector<Record> &into)
{
    std::size_t at = m_at;
    auto name = readName(m_bytes, at);
    if (!name)
        return false;
    base::ByteReader reader(m_bytes.subspan(at));
    const std::uint16_t type = reader.u16be();
    const std::uint16_t recordClass = reader.u16be();
    const std::uint32_t ttl = reader.u32be();
    const std::uint16_t size = reader.u16be();
    const std::size_t dataAt = at + reader.offset();
    const base::ByteView data = reader.take(size);
    if (!reader.ok())
        return false;
    if (type == optType)
        option(recordClass, ttl, data);
    else
        into.push_back(
            {std::move(*name), type, recordClass, ttl, recordData(m_bytes, dataAt, size, type, recordClass)});
    m_at = dataAt + size;
    return true;
}

/// RFC 6891 § 6.1.3: the class holds the UDP size, the TTL the upper rcode bits, version and flags.
void MessageReader::option(std::uint16_t udpSize, std::uint32_t ttl, base::ByteView data)
{
    if (m_message.edns)
        return;
    Edns edns{udpSize, static_cast<std::uint8_t>(ttl >> 16), (ttl & 0x8000) != 0, {}};
    m_message.rcode = static_cast<std::uint16_t>((ttl >> 24) << 4 | m_message.rcode);
    for (base::ByteReader reader(data); reader.ok() && !reader.atEnd();) {
        const std::uint16_t code = reader.u16be();
        reader.skip(reader.u16be());
        if (reader.ok())
            edns.options.push_back(code);
    }
    m_message.edns = std::move(edns);
}

} // namespace

std::optional<Message> parseMessage(base::ByteView bytes)
{
    return MessageReader(bytes).read();
}

} // namespace telltale::dns
