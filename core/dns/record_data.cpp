// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/record_data.h"

#include "base/byte_reader.h"
#include "dns/dns_names.h"
#include "dns/service_binding.h"
#include "net/address.h"

#include <optional>

namespace telltale::dns {

namespace {

/// Reads the parts of one record's data; names may point out of it, backwards into the message.
class DataReader {
public:
    DataReader(base::ByteView message, std::size_t offset, std::size_t size)
        : m_message(message.first(offset + size))
        , m_at(offset)
    {
    }

    /// Nothing of the data may be left over or missing.
    [[nodiscard]] bool done() const { return m_ok && m_at == m_message.size(); }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] base::ByteView rest() const { return m_message.subspan(m_at); }

    std::string number(std::size_t octets)
    {
        base::ByteReader reader(rest());
        const std::uint32_t value = octets == 4 ? reader.u32be() : octets == 2 ? reader.u16be() : reader.u8();
        m_ok = m_ok && reader.ok();
        m_at += reader.offset();
        return std::to_string(value);
    }

    std::string name()
    {
        const auto read = readName(m_message, m_at);
        m_ok = m_ok && read.has_value();
        return read.value_or("");
    }

    base::ByteView characterString()
    {
        base::ByteReader reader(rest());
        const base::ByteView text = reader.take(reader.u8());
        m_ok = m_ok && reader.ok();
        m_at += reader.offset();
        return text;
    }

private:
    base::ByteView m_message;
    std::size_t m_at;
    bool m_ok = true;
};

std::string text(DataReader &reader)
{
    std::string out;
    while (reader.ok() && !reader.done()) {
        if (!out.empty())
            out += ' ';
        out += quoted(reader.characterString());
    }
    return out;
}

std::string startOfAuthority(DataReader &reader)
{
    std::string out = reader.name();
    out += ' ' + reader.name();
    for (int i = 0; i < 5; ++i)
        out += ' ' + reader.number(4);
    return out;
}

std::string service(DataReader &reader)
{
    std::string out = reader.number(2);
    out += ' ' + reader.number(2);
    out += ' ' + reader.number(2);
    return out + ' ' + reader.name();
}

/// RFC 8659 § 4.1.1: flags, tag, value.
std::optional<std::string> certificationAuthority(DataReader &reader)
{
    std::string out = reader.number(1);
    out += ' ' + std::string(base::asText(reader.characterString()));
    if (!reader.ok())
        return std::nullopt;
    return out + ' ' + quoted(reader.rest());
}

std::optional<std::string> known(DataReader &reader, std::uint16_t type)
{
    const base::ByteView data = reader.rest();
    std::string out;
    switch (type) {
    case 1:
        return data.size() == 4 ? std::optional(net::IpAddress::v4(data).text()) : std::nullopt;
    case 28:
        return data.size() == 16 ? std::optional(net::IpAddress::v6(data).text()) : std::nullopt;
    case 2:
    case 5:
    case 12:
    case 39:
        out = reader.name();
        break;
    case 15:
        out = reader.number(2);
        out += ' ' + reader.name();
        break;
    case 16:
    case 99:
        out = text(reader);
        break;
    case 33:
        out = service(reader);
        break;
    case 6:
        out = startOfAuthority(reader);
        break;
    case 257:
        return certificationAuthority(reader);
    case 64:
    case 65: {
        out = reader.number(2);
        out += ' ' + reader.name();
        const auto parameters = reader.ok() ? serviceParameters(reader.rest()) : std::nullopt;
        return parameters ? std::optional(out + *parameters) : std::nullopt;
    }
    default:
        return std::nullopt;
    }
    return reader.done() ? std::optional(out) : std::nullopt;
}

} // namespace

std::string recordData(
    base::ByteView message, std::size_t offset, std::size_t size, std::uint16_t type, std::uint16_t recordClass)
{
    DataReader reader(message, offset, size);
    // mDNS sets the top bit of the class to flush caches, RFC 6762 § 10.2.
    if ((recordClass & 0x7fff) == 1) {
        if (auto presentation = known(reader, type))
            return *presentation;
    }
    return unknownData(message.subspan(offset, size));
}

} // namespace telltale::dns
