// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/har.h"

#include <cmath>
#include <openssl/evp.h>
#include <simdjson.h>

namespace telltale::capture {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// Every access asks for an error code: simdjson throws only where one is ignored.

std::string_view text(const object &from, std::string_view key)
{
    std::string_view value;
    return from[key].get(value) == simdjson::SUCCESS ? value : std::string_view{};
}

std::optional<double> number(const object &from, std::string_view key)
{
    double value = 0;
    if (from[key].get(value) != simdjson::SUCCESS || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<object> child(const object &from, std::string_view key)
{
    object value;
    if (from[key].get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return value;
}

/// Calls @p take for each object in the array under @p key.
template <typename Take>
void eachIn(const object &from, std::string_view key, Take take)
{
    array items;
    if (from[key].get(items) != simdjson::SUCCESS)
        return;
    for (const element item : items) {
        object value;
        if (item.get(value) == simdjson::SUCCESS)
            take(value);
    }
}

/// Nothing where it is not base64 (RFC 4648 section 4), with padding.
std::optional<base::ByteBuffer> fromBase64(std::string_view encoded)
{
    if (encoded.empty() || encoded.size() % 4 != 0 || encoded.size() > (std::size_t{1} << 30))
        return encoded.empty() ? std::optional<base::ByteBuffer>(base::ByteBuffer{}) : std::nullopt;
    base::ByteBuffer decoded(encoded.size() / 4 * 3);
    const int length = EVP_DecodeBlock(decoded.data(), base::asBytes(encoded).data(), static_cast<int>(encoded.size()));
    if (length < 0)
        return std::nullopt;
    const std::size_t padding = encoded.ends_with("==") ? 2 : encoded.ends_with("=") ? 1 : 0;
    decoded.resize(static_cast<std::size_t>(length) - padding);
    return decoded;
}

base::ByteBuffer bodyOf(std::string_view body, bool isBase64)
{
    if (isBase64) {
        if (auto decoded = fromBase64(body))
            return std::move(*decoded);
    }
    return base::toBuffer(base::asBytes(body));
}

base::Timestamp fromSeconds(double seconds)
{
    constexpr double lastSecond = 9.2e9;
    if (std::abs(seconds) > lastSecond)
        return {};
    // A double of today's seconds is good to a quarter of a microsecond: finer digits are noise.
    const auto microseconds = static_cast<std::int64_t>(std::llround(seconds * 1e6));
    return {microseconds * 1000};
}

ImportedMessage headOf(const object &from)
{
    ImportedMessage message;
    message.httpVersion = text(from, "httpVersion");
    eachIn(from, "headers",
        [&message](const object &field) { message.headers.emplace_back(text(field, "name"), text(field, "value")); });
    message.bodyDecoded = true;
    return message;
}

std::string urlEncoded(std::string_view plain)
{
    constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : plain) {
        const auto octet = static_cast<unsigned char>(c);
        if (unreserved.find(c) != std::string_view::npos)
            encoded += c;
        else
            encoded += {'%', digits[octet >> 4], digits[octet & 15]};
    }
    return encoded;
}

base::ByteBuffer requestBody(const object &request)
{
    const auto post = child(request, "postData");
    if (!post)
        return {};
    const std::string_view body = text(*post, "text");
    if (!body.empty())
        return bodyOf(body, text(*post, "encoding") == "base64");
    // Some programs write a form only as its parameters.
    std::string form;
    eachIn(*post, "params", [&form](const object &parameter) {
        form += form.empty() ? "" : "&";
        form += urlEncoded(text(parameter, "name")) + "=" + urlEncoded(text(parameter, "value"));
    });
    return base::toBuffer(base::asBytes(form));
}

void readResponse(const object &response, ImportedExchange &exchange)
{
    const auto status = number(response, "status");
    if (!status || *status < 1 || *status > 999)
        return; // 0 and -1: no response came
    exchange.status = static_cast<int>(*status);
    exchange.response = headOf(response);
    if (const auto content = child(response, "content"))
        exchange.response->body = bodyOf(text(*content, "text"), text(*content, "encoding") == "base64");
}

void readWebSocketMessages(const object &entry, ImportedExchange &exchange)
{
    eachIn(entry, "_webSocketMessages", [&exchange](const object &from) {
        ImportedWebSocketMessage message;
        message.sent = text(from, "type") == "send";
        message.opcode = static_cast<std::uint8_t>(static_cast<int>(number(from, "opcode").value_or(1)) & 0x0F);
        message.time = fromSeconds(number(from, "time").value_or(0));
        constexpr std::uint8_t binary = 2;
        message.payload = bodyOf(text(from, "data"), message.opcode == binary);
        exchange.messages.push_back(std::move(message));
    });
}

std::optional<ImportedExchange> exchangeOf(const object &entry)
{
    const auto request = child(entry, "request");
    if (!request)
        return std::nullopt;
    ImportedExchange exchange;
    exchange.time = base::parseRfc3339(text(entry, "startedDateTime")).value_or(base::Timestamp{});
    exchange.method = text(*request, "method");
    exchange.url = text(*request, "url");
    exchange.serverAddress = text(entry, "serverIPAddress");
    exchange.request = headOf(*request);
    exchange.request.body = requestBody(*request);
    if (const auto response = child(entry, "response"))
        readResponse(*response, exchange);
    const double milliseconds = number(entry, "time").value_or(-1);
    constexpr double longest = 1e12;
    if (exchange.response && milliseconds >= 0 && milliseconds < longest)
        exchange.response->end =
            base::Timestamp{exchange.time.nanoseconds + static_cast<std::int64_t>(milliseconds * 1e6)};
    readWebSocketMessages(entry, exchange);
    return exchange;
}

base::Error notHar(const std::string &why)
{
    return {base::ErrorKind::input, "This is no HAR file: " + why + ".", "Export it again."};
}

} // namespace

base::Status readHar(base::ByteView json, const ExchangeSink &sink)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (base::asText(json).starts_with(byteOrderMark))
        json = json.subspan(byteOrderMark.size());
    simdjson::dom::parser parser;
    object root;
    const auto status = parser.parse(json.data(), json.size()).get(root);
    if (status == simdjson::INCORRECT_TYPE)
        return notHar("its outermost value is not an object");
    if (status != simdjson::SUCCESS)
        return notHar(std::string("its JSON is broken (") + simdjson::error_message(status) + ")");
    const auto log = child(root, "log");
    array entries;
    if (!log || (*log)["entries"].get(entries) != simdjson::SUCCESS)
        return notHar("it has no list log.entries");
    eachIn(*log, "entries", [&sink](const object &entry) {
        if (auto exchange = exchangeOf(entry))
            sink(std::move(*exchange));
    });
    return base::Done{};
}

} // namespace telltale::capture
