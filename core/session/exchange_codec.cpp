// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exchange_codec.h"

#include "base/byte_reader.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

namespace telltale::session {

namespace {

template <typename T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// The one list of what belongs to a tracker; it serves both directions, as all of these do.
template <typename Way, typename OneMatch>
void trackerFields(Way &way, OneMatch &match)
{
    way(match.service, match.endpoint, match.purpose, match.readable, match.reason, match.source);
}

template <typename Way, typename OneValue>
void dataFields(Way &way, OneValue &data)
{
    way(data.kind, data.name, data.value, data.why, data.location, data.path, data.bytes.from, data.bytes.to,
        data.eventTime);
}

class Writer {
public:
    template <typename... Fields>
    void operator()(const Fields &...fields)
    {
        (put(fields), ...);
    }

    base::ByteBuffer take() { return std::move(m_bytes); }

private:
    void put(Plain auto value)
    {
        const auto *raw = reinterpret_cast<const std::uint8_t *>(&value);
        m_bytes.insert(m_bytes.end(), raw, raw + sizeof value);
    }
    void put(base::ByteView bytes)
    {
        put(static_cast<std::uint32_t>(bytes.size()));
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    void put(const std::string &text) { put(base::asBytes(text)); }
    void put(const net::IpAddress &address) { put(address.bytes()); }
    void put(const std::optional<std::uint16_t> &value)
    {
        put(value.has_value());
        put(value.value_or(0));
    }
    void put(const std::vector<std::uint64_t> &numbers)
    {
        put(static_cast<std::uint32_t>(numbers.size()));
        for (const std::uint64_t number : numbers)
            put(number);
    }

    void put(const std::vector<std::string> &texts)
    {
        put(static_cast<std::uint32_t>(texts.size()));
        for (const std::string &text : texts)
            put(text);
    }
    void put(const std::optional<base::Timestamp> &time)
    {
        put(time.has_value());
        put(time.value_or(base::Timestamp{}).nanoseconds);
    }
    void put(const std::optional<TrackerMatch> &match)
    {
        put(match.has_value());
        if (match)
            trackerFields(*this, *match);
    }
    void put(const std::vector<SentData> &data)
    {
        put(static_cast<std::uint32_t>(data.size()));
        for (const SentData &value : data)
            dataFields(*this, value);
    }

    base::ByteBuffer m_bytes;
};

class Reader {
public:
    explicit Reader(base::ByteView bytes)
        : m_reader(bytes)
    {
    }

    template <typename... Fields>
    void operator()(Fields &...fields)
    {
        (get(fields), ...);
    }

    [[nodiscard]] bool complete() const { return m_reader.ok() && m_reader.atEnd(); }

private:
    void get(Plain auto &value)
    {
        const base::ByteView raw = m_reader.take(sizeof value);
        if (raw.size() == sizeof value)
            std::memcpy(&value, raw.data(), sizeof value);
    }
    base::ByteView sized()
    {
        std::uint32_t size = 0;
        get(size);
        return m_reader.take(size);
    }
    void get(std::string &text) { text = base::asText(sized()); }
    void get(net::IpAddress &address)
    {
        const base::ByteView bytes = sized();
        address = bytes.size() == 4 ? net::IpAddress::v4(bytes)
            : bytes.size() == 16    ? net::IpAddress::v6(bytes)
                                    : net::IpAddress();
    }
    void get(std::optional<std::uint16_t> &value)
    {
        std::uint8_t there = 0; // never read into a bool: the octet may be any
        std::uint16_t number = 0;
        get(there);
        get(number);
        value = there != 0 ? std::optional(number) : std::nullopt;
    }
    void get(bool &value)
    {
        std::uint8_t octet = 0;
        get(octet);
        value = octet != 0;
    }
    void get(std::vector<std::uint64_t> &numbers)
    {
        std::uint32_t count = 0;
        get(count);
        numbers.clear();
        numbers.reserve(std::min<std::size_t>(count, m_reader.remaining() / sizeof(std::uint64_t)));
        for (std::uint32_t i = 0; i < count && m_reader.ok(); ++i)
            get(numbers.emplace_back());
    }

    void get(std::vector<std::string> &texts)
    {
        getEach(texts, [this](std::string &text) { get(text); });
    }
    void get(std::optional<base::Timestamp> &time)
    {
        bool there = false;
        base::Timestamp value;
        get(there);
        get(value.nanoseconds);
        time = there ? std::optional(value) : std::nullopt;
    }
    void get(std::optional<TrackerMatch> &match)
    {
        bool there = false;
        get(there);
        match = there ? std::optional(TrackerMatch()) : std::nullopt;
        if (match)
            trackerFields(*this, *match);
    }
    void get(std::vector<SentData> &data)
    {
        getEach(data, [this](SentData &value) { dataFields(*this, value); });
    }
    /// Grows with what is read: a count alone may be any number.
    template <typename Value, typename GetOne>
    void getEach(std::vector<Value> &values, GetOne getOne)
    {
        std::uint32_t count = 0;
        get(count);
        values.clear();
        for (std::uint32_t i = 0; i < count && m_reader.ok(); ++i)
            getOne(values.emplace_back());
    }

    base::ByteReader m_reader;
};

/// The one list of what belongs to a message; it serves both directions.
template <typename Way, typename OneMessage>
void messageFields(Way &way, OneMessage &message)
{
    way(message.headers.offset, message.headers.size, message.body.offset, message.body.size, message.size,
        message.decodedSize, message.contentType, message.contentEncoding, message.packets, message.complete,
        message.gaps);
}

template <typename Way, typename OneExchange>
void exchangeFields(Way &way, OneExchange &e)
{
    way(e.id.connection.firstPacket, e.id.connection.nested, e.id.ordinal, e.time.nanoseconds, e.requestEnd.nanoseconds,
        e.end.nanoseconds, e.version, e.method, e.scheme, e.host, e.url, e.status, e.incognito, e.appIsOwn, e.client,
        e.ended);
    way(e.recipient.host, e.recipient.domain, e.recipient.organisation, e.recipient.country, e.recipient.source);
    messageFields(way, e.request);
    messageFields(way, e.response);
    way(e.tracker, e.data);
}

} // namespace

base::ByteBuffer encodeExchange(const Exchange &exchange)
{
    Writer writer;
    exchangeFields(writer, exchange);
    return writer.take();
}

std::optional<Exchange> decodeExchange(base::ByteView bytes)
{
    Reader reader(bytes);
    Exchange exchange;
    exchangeFields(reader, exchange);
    return reader.complete() ? std::optional(std::move(exchange)) : std::nullopt;
}

} // namespace telltale::session
